import { defineConfig } from "vite";

export default defineConfig({
  server: {
    port: 5274,
    proxy: {
      "/hub": { target: "http://localhost:5130", ws: true },
    },
  },
});
