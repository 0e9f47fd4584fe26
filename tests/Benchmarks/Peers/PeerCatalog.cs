using System.Text.Json.Nodes;

namespace Scopix.Benchmarks.Peers;

/// <summary>All programs that are measured.</summary>
/// <param name="Published">The folder of the published emulator and bare API.</param>
/// <param name="Npm">The folder in which npm installed the other programs.</param>
/// <param name="Minio">The MinIO program that <c>.ci/minio</c> fetches.</param>
/// <param name="Repository">The repository folder.</param>
/// <param name="SampleResponses">The folder with the emulator's record, list and search responses, which some peers replay.</param>
internal sealed record PeerCatalog(string Published, string Npm, string Minio, string Repository, string SampleResponses)
{
    public const string OursName = "Scopix emulator", BareName = "bare ASP.NET", MinioName = "MinIO", Jit = ", JIT";
    private const string Authorization = "Authorization: Bearer scopix_Emulator0localdevelopmentkey";

    /// <summary>The emulator, the bare API, and the others.</summary>
    public Peer[] All() =>
    [
        CreateEmulatorPeer(OursName, "native/Scopix.Emulator.Tool"),
        CreateBarePeer(BareName, "bare-native/Scopix.Benchmarks.Bare"),
        CreateEmulatorPeer(OursName + Jit, "jit/Scopix.Emulator.Tool"),
        CreateBarePeer(BareName + Jit, "bare-jit/Scopix.Benchmarks.Bare"),
        new(MinioName, "2024-01-01", (port, folder) => [Minio, "server", "--quiet", "--address", $"127.0.0.1:{port}", folder],
            address => new GetRequest($"{address}minio/health/live"),
            server => StoragePeers.PrepareS3Async(server, "minioadmin", "minioadmin")) { Environment =
                new Dictionary<string, string> { ["MINIO_BROWSER"] = "off", ["MINIO_UPDATE"] = "off" } },
        CreateNodePeer("s3rver", "3.7.1", "s3rver/bin/s3rver.js",
            (port, folder) => ["-a", "127.0.0.1", "-p", $"{port}", "-d", folder, "--no-vhost-buckets", "-s"],
            address => new GetRequest($"{address}"), server => StoragePeers.PrepareS3Async(server, "S3RVER", "S3RVER")),
        CreateNodePeer("Azurite", "3.35.0", "azurite/dist/src/blob/main.js",
            (port, folder) => ["--blobHost", "127.0.0.1", "--blobPort", $"{port}", "-l", folder, "-s", "--disableTelemetry",
                "--skipApiVersionCheck"],
            StoragePeers.CreateAzuriteReadinessRequest, StoragePeers.PrepareAzuriteAsync),
        CreateNodePeer("json-server", "0.17.4", "json-server/lib/cli/bin.js",
            (port, folder) => ["-q", "-H", "127.0.0.1", "-p", $"{port}", WriteJsonServerDatabase(folder)],
            address => new GetRequest($"{address}files/1"),
            server => CreateOperations($"{server.Address}files/1", $"{server.Address}files?_limit=50",
                $"{server.Address}files?q=crane&_limit=50")),
        CreateNodePeer("Prism", "5.14.2", "@stoplight/prism-cli/dist/index.js",
            (port, _) => ["mock", "-h", "127.0.0.1", "-p", $"{port}", "-v", "silent", Path.Combine(Repository, "contracts/openapi.json")],
            address => new GetRequest($"{address}api/v2/files", Authorization),
            server => CreateOperations($"{server.Address}api/v2/files/550e8400-e29b-41d4-a716-446655440000",
                $"{server.Address}api/v2/files?limit=50", $"{server.Address}api/v2/files?search=crane")),
        new("WireMock", "3.13.2", PrepareWireMock, address => new GetRequest($"{address}record"),
            server => CreateOperations($"{server.Address}record", $"{server.Address}list", $"{server.Address}search")),
    ];

    private Peer CreateEmulatorPeer(string name, string path) => new(name, "this",
        (port, _) => [Path.Combine(Published, path), "--port", $"{port}"], EmulatorPeer.CreateReadinessRequest, EmulatorPeer.PrepareAsync);

    private Peer CreateBarePeer(string name, string path) => new(name, Environment.Version.ToString(),
        (port, folder) => [Path.Combine(Published, path), $"{port}", folder], address => new GetRequest($"{address}"), PrepareBareAsync);

    private Peer CreateNodePeer(string name, string version, string script, Func<int, string, string[]> arguments,
        Func<Uri, GetRequest> ready, Func<PeerProcess, Task<PeerOperations>> prepare) =>
        new(name, version, (port, folder) => ["node", Path.Combine(Npm, "node_modules", script), .. arguments(port, folder)], ready,
            prepare);

    private Task<PeerOperations> PrepareBareAsync(PeerProcess server)
    {
        foreach (var file in Directory.GetFiles(SampleResponses)) File.Copy(file, Path.Combine(server.Folder, Path.GetFileName(file)));
        var (next, uploads) = (0, 0);
        return Task.FromResult(new PeerOperations(
            new GetRequest($"{server.Address}record"), new GetRequest($"{server.Address}list"), new GetRequest($"{server.Address}search"),
            () => new HttpRequestMessage(HttpMethod.Put,
                $"{server.Address}bytes/upload-{Interlocked.Increment(ref uploads)}")
            {
                Content =
                    LoadGenerator.CreateForm(LoadGenerator.CreatePhoto(LoadGenerator.MiB, uploads))
            },
            async bytes =>
            {
                var url = $"{server.Address}bytes/{next++}";
                await StoragePeers.PutAsync(new ObjectUrls(url, url), bytes);
                return new ObjectUrls(url, url);
            }));
    }

    private static Task<PeerOperations> CreateOperations(string record, string list, string search) =>
        Task.FromResult(
            new PeerOperations(new GetRequest(record, Authorization), new GetRequest(list, Authorization),
                new GetRequest(search, Authorization)));

    /// <summary>Writes the files of the list as a hundred rows with ids from 1.</summary>
    private string WriteJsonServerDatabase(string folder)
    {
        var files = JsonNode.Parse(File.ReadAllText(Path.Combine(SampleResponses, "list.json")))!["items"]!.AsArray();
        var rows = Enumerable.Range(1, 100).Select(id =>
        {
            var row = files[id % files.Count]!.DeepClone();
            row["id"] = id;
            return row;
        });
        var path = Path.Combine(folder, "db.json");
        File.WriteAllText(path, new JsonObject { ["files"] = new JsonArray([.. rows]) }.ToJsonString());
        return path;
    }

    private string[] PrepareWireMock(int port, string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "mappings"));
        foreach (var name in new[] { "record", "list", "search" })
        {
            var stub = new JsonObject
            {
                ["request"] = new JsonObject { ["method"] = "GET", ["urlPath"] = "/" + name },
                ["response"] = new JsonObject
                {
                    ["status"] = 200,
                    ["body"] = File.ReadAllText(Path.Combine(SampleResponses, name + ".json")),
                },
            };
            File.WriteAllText(Path.Combine(folder, "mappings", name + ".json"), stub.ToJsonString());
        }
        return ["java", "-jar", Path.Combine(Npm, "node_modules/wiremock/build/wiremock-standalone-3.13.2.jar"), "--bind-address",
            "127.0.0.1", "--port", $"{port}", "--root-dir", folder, "--disable-banner"];
    }
}
