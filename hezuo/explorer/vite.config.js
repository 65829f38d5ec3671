import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The page is at /graphql, its parts at /explorer/; nothing comes from anywhere else.
export default defineConfig({
  base: "/explorer/",
  plugins: [react()],
  build: { chunkSizeWarningLimit: 5000, sourcemap: false },
  worker: { format: "es" },
});
