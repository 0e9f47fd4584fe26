FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /src
COPY Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt THIRD-PARTY-NOTICES.txt .editorconfig ./
COPY emulator/Scopix.Emulator.Tool.csproj emulator/packages.lock.json emulator/
COPY emulator/Core/Scopix.Emulator.csproj emulator/Core/packages.lock.json emulator/Core/
COPY emulator/Media/Scopix.Media.csproj emulator/Media/packages.lock.json emulator/Media/
COPY emulator/Pictures/Scopix.Pictures.csproj emulator/Pictures/packages.lock.json emulator/Pictures/
COPY emulator/Pictures/NativeLibrary.targets emulator/Pictures/PictureWorker.targets emulator/Pictures/
COPY emulator/Storage/Scopix.Storage.csproj emulator/Storage/packages.lock.json emulator/Storage/
COPY fixtures/Scopix.Fixtures.csproj fixtures/packages.lock.json fixtures/
COPY contracts/Client/Scopix.Client.csproj contracts/Client/packages.lock.json contracts/Client/
ARG TARGETARCH
# First as the lock files say, then what this processor needs beside that, in a lock file of its own: the others name no machine.
RUN dotnet restore emulator --locked-mode \
    && dotnet restore emulator -a ${TARGETARCH:-$(dpkg --print-architecture)} -p:PublishReadyToRun=true \
        -p:NuGetLockFilePath=obj/publish.lock.json
COPY emulator emulator
COPY fixtures fixtures
COPY contracts/Client contracts/Client
COPY contracts/head.json contracts/operations.json contracts/
COPY contracts/schemas contracts/schemas
COPY contracts/examples contracts/examples
# Precompiled, so that it starts in half the time; the runtime comes with the image below. The same words as in .ci/publish.
RUN dotnet publish emulator -c Release --no-restore -a ${TARGETARCH:-$(dpkg --print-architecture)} --no-self-contained \
    -p:PublishReadyToRun=true -p:PublishDocumentationFiles=false -p:RunAnalyzersDuringBuild=false -p:EnforceCodeStyleInBuild=false \
    -p:NuGetLockFilePath=obj/publish.lock.json -o /app -v quiet --nologo

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble
# Pictures are made smaller by vipsthumbnail, posters of videos by ffmpeg; curl asks for the health.
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl ffmpeg libvips-tools \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o app -g app /data
COPY --from=build /app /app
USER app
WORKDIR /data
ENV Emulator__Host=0.0.0.0 Emulator__Port=8340
EXPOSE 8340
HEALTHCHECK --interval=2s --timeout=3s --start-period=10s CMD ["curl", "-sf", "-o", "/dev/null", "http://127.0.0.1:8340/_emulator/health"]
ENTRYPOINT ["dotnet", "/app/Scopix.Emulator.Tool.dll"]
