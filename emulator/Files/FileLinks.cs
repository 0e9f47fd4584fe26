using Scopix.Emulator.Http;
using Scopix.Emulator.Images;
using Scopix.Emulator.Media.Previews;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;

namespace Scopix.Emulator.Files;

/// <summary>
/// Presigned URLs of a file's bytes and of its smaller pictures, valid for an hour. A picture is made when its URL is first
/// fetched.
/// </summary>
/// <param name="store">Where the originals are.</param>
/// <param name="pictures">Where the smaller pictures are.</param>
/// <param name="account">Whose file.</param>
/// <param name="origin">Scheme and host that the client reaches the emulator under.</param>
public sealed class FileLinks(IObjectStore store, EmbeddedStore pictures, StorageAccount account, Uri origin)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private (string? Key, Uri Url) _signed = (null, origin); // several fields of one file show the same URL

    /// <summary>The URLs that a request's answer shows.</summary>
    public FileLinks(IObjectStore store, EmbeddedStore pictures, Call call) : this(store, pictures, call.World.Storage, call.Origin)
    {
    }

    /// <summary>The original bytes.</summary>
    public Uri Original(FileRecord file)
    {
        if (_signed.Key != file.ObjectKey) _signed = (file.ObjectKey, store.PresignGet(account, origin, file.ObjectKey, Life));
        return _signed.Url;
    }

    /// <summary>A picture of the file; null when it has none (yet).</summary>
    public Uri? Picture(FileRecord file, Variant variant) =>
        HasPicture(file) ? pictures.PresignGet(account, origin, variant.KeyOf(account.Tenant, file), Life) : null;

    /// <summary>
    /// True for an image whose variants are made, for a video and for a PDF: these have no such stage, so theirs are there from
    /// the start (assumed).
    /// </summary>
    public static bool HasPicture(FileRecord file) => file.Stage(Pipeline.Variants) is { } stage
        ? stage.Status == ComponentStatus.Completed
        : Previews.Exist(file.ContentType);

    /// <summary>The original under its own name, for <c>GET /files/{id}/download</c>.</summary>
    public Uri Download(FileRecord file, TimeSpan life) =>
        store.PresignGet(account, origin, file.ObjectKey, life, Disposition("attachment", file.Filename));

    /// <summary>Names of any script: an ASCII stand-in, and the real one as RFC 5987 has it.</summary>
    /// <param name="kind"><c>attachment</c> or <c>inline</c>.</param>
    /// <param name="filename">The name to save it under.</param>
    public static string Disposition(string kind, string filename)
    {
        var ascii = new string([.. filename.Select(c => c is > ' ' and < '\u007F' and not '"' and not '\\' || c == ' ' ? c : '_')]);
        return $"{kind}; filename=\"{ascii}\"; filename*=UTF-8''{Uri.EscapeDataString(filename)}";
    }
}
