using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Scopix.Emulator.Tool.Pull;

/// <summary>The body of <c>POST /_emulator/import</c>: a tar of what was fetched, written while it is sent.</summary>
internal sealed class PullArchive : HttpContent
{
    private const int Format = 1;

    private readonly IPullSource _source;
    private readonly PullState _state;
    private readonly IReadOnlyList<FetchedFile> _files;

    public PullArchive(IPullSource source, PullState state, IReadOnlyList<FetchedFile> files)
    {
        (_source, _state, _files) = (source, state, files);
        Headers.ContentType = new MediaTypeHeaderValue("application/gzip");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <summary>Pictures and films cannot be compressed further, so nothing is.</summary>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var gzip = new GZipStream(stream, CompressionLevel.NoCompression, leaveOpen: true);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Ustar, leaveOpen: true);
        var sums = new StringBuilder();
        await AddJsonAsync("import.json", new JsonObject { ["format"] = Format, ["vendor"] = _source.Vendor });
        foreach (var (name, content) in _source.CreateSharedEntries([.. _files.Select(file => file.File)]))
            await AddJsonAsync(name, content);
        foreach (var file in _files)
            await AddAsync($"files/{file.File.Id}.json", await File.ReadAllBytesAsync(_state.GetFilePath(file.File.Id), cancellationToken));
        foreach (var hash in _files.Select(file => file.Hash).OfType<string>().Distinct())
        {
            await using var bytes = File.OpenRead(_state.GetObjectPath(hash));
            await WriteAsync($"objects/{hash}", bytes, hash);
        }
        await AddAsync("SHA256SUMS", Encoding.ASCII.GetBytes(sums.ToString()));

        Task AddJsonAsync(string name, JsonNode json) => AddAsync(name, Encoding.UTF8.GetBytes(json.ToJsonString()));

        Task AddAsync(string name, byte[] bytes) =>
            WriteAsync(name, new MemoryStream(bytes), Convert.ToHexStringLower(SHA256.HashData(bytes)));

        Task WriteAsync(string name, Stream bytes, string hash)
        {
            sums.Append($"{hash}  {name}\n");
            return tar.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = bytes }, cancellationToken);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
