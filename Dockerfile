# winkterm's sandbox, for the back ends of other containers; docs/install.md says how it is
# used. The image has the program, the certificates that Smile's hosts are checked by, and
# a folder that can be written to.
FROM --platform=$BUILDPLATFORM golang:1.26 AS build
ARG TARGETOS TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -ldflags='-s -w' -o /out/winkterm . && mkdir /out/data

FROM scratch
LABEL org.opencontainers.image.title="winkterm" \
      org.opencontainers.image.description="Walk Smile's Wink linking flow in a terminal" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.vendor="The winkterm authors" \
      org.opencontainers.image.url="https://winkterm.example"
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /src/LICENSE /
COPY --from=build --chown=65532:65532 /out/data /data
COPY --from=build /out/winkterm /winkterm
ENV HOME=/data
WORKDIR /data
USER 65532:65532
EXPOSE 8970
# Inside the container loopback asks, to which the control always answers.
HEALTHCHECK --interval=10s --timeout=5s --start-period=2s --retries=3 CMD ["/winkterm", "sandbox", "--check"]
ENTRYPOINT ["/winkterm"]
CMD ["sandbox", "--addr", "0.0.0.0:8970", "--expose"]
