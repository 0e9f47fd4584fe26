# docker build -t scopix-emulator .                 the native program alone, on an image without a shell; it makes pictures itself
# docker build -t scopix-emulator --target full .   with ffmpeg, vips and poppler, for posters of videos and first pages of PDFs
# docker build -t scopix-emulator --target semantic .   the same with scopix-semantic and its model, for the search by meaning
# A native program is linked on the platform it runs on: for another one, use an emulated builder (docker buildx).
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libc6-dev zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt THIRD-PARTY-NOTICES.txt .editorconfig ./
COPY emulator/Scopix.Emulator.Tool.csproj emulator/packages.lock.json emulator/
COPY emulator/Core/Scopix.Emulator.csproj emulator/Core/packages.lock.json emulator/Core/
COPY emulator/Media/Scopix.Media.csproj emulator/Media/packages.lock.json emulator/Media/
COPY emulator/Pictures/Scopix.Pictures.csproj emulator/Pictures/packages.lock.json emulator/Pictures/
COPY emulator/Pictures/NativeLibrary.targets emulator/Pictures/PictureWorker.targets emulator/Pictures/
COPY emulator/Proxy/Scopix.Emulator.Proxy.csproj emulator/Proxy/packages.lock.json emulator/Proxy/
COPY emulator/Storage/Scopix.Storage.csproj emulator/Storage/packages.lock.json emulator/Storage/
COPY fixtures/Scopix.Fixtures.csproj fixtures/packages.lock.json fixtures/
COPY contracts/Checks/Scopix.Contracts.Checks.csproj contracts/Checks/packages.lock.json contracts/Checks/
COPY contracts/Client/Scopix.Client.csproj contracts/Client/packages.lock.json contracts/Client/
# First as the lock files say, then with the native compiler of this processor, in a lock file of its own: the others name no machine.
RUN dotnet restore emulator --locked-mode \
    && dotnet restore emulator -a $(dpkg --print-architecture) -p:PublishAot=true -p:NuGetLockFilePath=obj/publish.lock.json
COPY emulator emulator
COPY fixtures fixtures
COPY contracts/Checks contracts/Checks
COPY contracts/Client contracts/Client
COPY contracts/assumptions.json contracts/head.json contracts/operations.json contracts/refuted.json contracts/init.schema.json contracts/
COPY contracts/schemas contracts/schemas
COPY contracts/examples contracts/examples
COPY contracts/control contracts/control
COPY .ci/platform .ci/publish .ci/sqlite .ci/
RUN .ci/publish /app native && mkdir /data

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble AS full
RUN apt-get update \
    && apt-get install -y --no-install-recommends ffmpeg libvips-tools poppler-utils \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /data /data
USER app
WORKDIR /data
ENV Emulator__Host=0.0.0.0 Emulator__Port=8340 SCOPIX_INIT_FOLDER=/init XDG_DATA_HOME=/data
EXPOSE 8340 8343
HEALTHCHECK --interval=2s --timeout=3s --start-period=10s CMD ["/app/Scopix.Emulator.Tool", "health"]
ENTRYPOINT ["/app/Scopix.Emulator.Tool"]

FROM build AS model
RUN PROJECT=emulator/Semantic .ci/publish /semantic native

FROM full AS semantic
COPY --from=model /semantic /app/semantic
ENV Emulator__Search=semantic

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled AS slim
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /data /data
USER app
WORKDIR /data
ENV Emulator__Host=0.0.0.0 Emulator__Port=8340 SCOPIX_INIT_FOLDER=/init XDG_DATA_HOME=/data
EXPOSE 8340 8343
HEALTHCHECK --interval=2s --timeout=3s --start-period=10s CMD ["/app/Scopix.Emulator.Tool", "health"]
ENTRYPOINT ["/app/Scopix.Emulator.Tool"]
