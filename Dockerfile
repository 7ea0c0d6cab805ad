FROM node:26-slim
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
# The list of parts (docs/beheer.md#what-is-in-the-image). npm's own `--omit dev` also leaves out what both halves use.
RUN npm pkg delete devDependencies && npm sbom --sbom-format cyclonedx > sbom.cdx.json
LABEL leerid.sbom=/app/sbom.cdx.json
COPY src src
COPY migrations migrations
RUN ln -s /app/src/start/leerid.js /usr/local/bin/leerid
# What Node compiled, so that a container starts warm. Node keeps it for one account. That account makes it and can't
# change it afterwards, because what stands there is run.
RUN install -d -o node .codegeheugen \
  && setpriv --reuid=node --regid=node --clear-groups node src/start/vul_codegeheugen.js \
  && chown -R root:root .codegeheugen \
  && chmod -R a+rX .codegeheugen
# A volume that is put here belongs to the account that writes in it.
RUN install -d -o node -g node -m 700 /getuige
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.LEERID_PORT ?? 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "src/start/start.js"]
