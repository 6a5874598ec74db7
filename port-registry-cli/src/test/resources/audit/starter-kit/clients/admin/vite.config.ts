import { defineConfig, loadEnv } from "vite";

export default defineConfig(({ mode }) => {
  const env = loadEnv(mode, process.cwd(), "");
  const apiBase = env.VITE_API_BASE_URL ?? "http://localhost:5130";

  // proxied from localhost:5174
  return {
    build: { chunkSizeWarningLimit: 2000 },
    server: {
      port: 5173,
      strictPort: true,
      proxy: {
        "/api": { target: apiBase, changeOrigin: true },
      },
    },
    preview: { port: 4183 },
  };
});
