module.exports = async (config, options, target) => {
  return {
    host: 'localhost',
    timeout: 9060,
    proxy: {
      target: `http://localhost:${target === 'serve' ? '4210' : '8180'}`,
      configure: req => req.setHeader('X-Forwarded-Host', 'localhost:9060'),
    },
  };
};
