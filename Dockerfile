# One image for every role; docker-compose.yml says which command each one runs.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
# Told on the desk's System page: docker build --build-arg COMMIT="$(git rev-parse --short=12 HEAD)"
ARG COMMIT=
RUN npm run build && echo "$COMMIT" > dist/commit && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Dateline" \
      org.opencontainers.image.licenses="Apache-2.0"
# glibc's allocator does not give back what pictures took: the images role preloads jemalloc.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libjemalloc2 \
 && rm -rf /var/lib/apt/lists/* \
 && ln -s "$(find /usr/lib -name libjemalloc.so.2)" /usr/local/lib/libjemalloc.so.2 \
 && install -d -o node -g node /data
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE NOTICE ./
COPY LICENSES ./LICENSES
COPY models ./models
COPY themes ./themes
COPY newsroom ./newsroom
ENV NODE_ENV=production \
    DATELINE_HOST=0.0.0.0 \
    DATELINE_DATA_DIR=/data
USER node
VOLUME /data
EXPOSE 8080 8081
# Node itself, so that it hears the signals: npm would keep them to itself.
ENTRYPOINT ["node", "--enable-source-maps", "dist/cli/main.js"]
CMD ["serve"]
