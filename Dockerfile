# syntax=docker/dockerfile:1
# Tidings in a container. It needs a PostgreSQL of its own: the embedded one is left out. compose.yaml tries it.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
# The optional packages are the embedded PostgreSQL and what only building needs.
RUN npm run build && npm prune --omit=dev --omit=optional --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production \
    TIDINGS_HOME=/var/lib/tidings \
    TIDINGS_ADDRESS=0.0.0.0:8026 \
    CONSOLE_ADDRESS=0.0.0.0:8025
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json policy.yaml LICENSE THIRD-PARTY-NOTICES ./
COPY emails ./emails
COPY db ./db
COPY profiles ./profiles
COPY docs/invariants.md ./docs/invariants.md
RUN install -d -o node -g node -m 0700 /var/lib/tidings
# The account node of the image, by number, so that whoever runs it can see that it is not root.
USER 1000:1000
VOLUME /var/lib/tidings
EXPOSE 8025 8026
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=2m --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8026/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/main.js"]
CMD ["run"]
