const setup = tls => [
  {
    context: ['/api', '/services'],
    target: `http${tls ? 's' : ''}://localhost:8180`,
    secure: false,
  },
];
module.exports = setup;
