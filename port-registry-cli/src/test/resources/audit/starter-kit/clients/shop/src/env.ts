export const env = {
  dashboardUrl: (cfg.dashboardUrl ?? "http://localhost:5274").replace(/\/$/, ""),
  apiUrl: import.meta.env.VITE_API_URL || 'http://localhost:5130',
  authUrl: 'http://localhost:5131/auth',
  retryMs: 5130,
};
