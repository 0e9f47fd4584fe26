using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Http;

/// <summary>
/// A multipart/form-data body that is streamed: files are staged in storage as they arrive, in any order with the fields. Disposing
/// deletes every file that was not published.
/// </summary>
internal sealed class MultipartForm : IDisposable
{
    /// <summary>The greatest size of all text fields together, in bytes (a limit of ours).</summary>
    public const int MaxFieldBytes = 1024 * 1024;

    /// <summary>The greatest number of parts (a limit of ours).</summary>
    public const int MaxParts = 10_000;

    private const string CharsetField = "_charset_";

    private readonly Dictionary<string, StringValues> _fields = [];
    private readonly List<ReceivedFile> _files = [];
    private readonly List<(FormPartHeaders Part, byte[] Value)> _undecodedFields = [];
    private int _fieldBytes;

    private MultipartForm()
    {
    }

    public IReadOnlyList<ReceivedFile> Files => _files;

    public RequestParameters Fields => new("body", name => _fields.GetValueOrDefault(name));

    /// <exception cref="ApiError">The body is not multipart (422), is malformed or incomplete (400), or is too large (413).</exception>
    public static async Task<MultipartForm> ReadAsync(RequestContext context, IObjectStore store, FormLimits limits)
    {
        var form = new MultipartForm();
        try
        {
            await form.ReadPartsAsync(context, store, limits);
            context.ReportForm(
                new SentForm(form._fields, [.. form._files.Select(file => (limits.FilePartName, file.Filename, file.Staged?.SizeBytes))]));
            return form;
        }
        catch (Exception error)
        {
            form.Dispose();
            if (error is InvalidDataException or IOException and not BadHttpRequestException && DiskFailures.Describe(error) is null)
                throw ApiError.Malformed("body",
                    "is not a complete multipart/form-data body: it ends before its last boundary, or its parts have malformed or "
                    + "too many headers");
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var file in _files) file.Staged?.Dispose();
    }

    private async Task ReadPartsAsync(RequestContext context, IObjectStore store, FormLimits limits)
    {
        if (context.Http.Request.ContentLength > limits.MaxTotalBytes + MaxFieldBytes) throw limits.CreateTooLargeError();
        var type = HeaderParameters.Parse(context.Http.Request.ContentType ?? "");
        var reader = new MultipartReader(GetBoundary(type, context.Http.Request.ContentType), context.Http.Request.Body, 64 * 1024);
        var total = 0L;
        for (var parts = 0; await reader.ReadNextSectionAsync(context.Cancel) is { } section; parts++)
        {
            if (parts == MaxParts) throw ApiError.TooLarge("body", $"at most {MaxParts} parts");
            var part = FormPartHeaders.Parse(section, parts + 1);
            if (part.Filename is null)
            {
                if (part.Name == limits.FilePartName && limits.CreateNamelessError is not null) throw limits.CreateNamelessError();
                await ReadFieldAsync(part, section.Body, context.Cancel);
            }
            else if (part.Name == limits.FilePartName)
                total += await StageFileAsync(context, store, part.Filename, section.Body, limits, limits.MaxTotalBytes - total);
        }

        DecodeFields(type["charset"]);
    }

    private async Task<long> StageFileAsync(
        RequestContext context, IObjectStore store, string filename, Stream body, FormLimits limits, long left)
    {
        if (_files.Count == limits.MaxFiles) throw ApiError.Invalid(limits.FilePartName, $"at most {limits.MaxFiles} files in one request");
        try
        {
            var staged = await store.StageAsync(context.Tenant.Storage, body, Math.Min(left, limits.MaxFileBytes), context.Cancel);
            _files.Add(new ReceivedFile(_files.Count, filename, staged));
            return staged.SizeBytes;
        }
        catch (BodyTooLargeException) when (left > limits.MaxFileBytes && limits.KeepOversizedFiles)
        {
            _files.Add(new ReceivedFile(_files.Count, filename, null));
            return limits.MaxFileBytes;
        }
        catch (BodyTooLargeException)
        {
            throw limits.CreateTooLargeError();
        }
    }

    private async Task ReadFieldAsync(FormPartHeaders part, Stream body, CancellationToken cancel)
    {
        var text = new MemoryStream();
        var buffer = new byte[4096];
        for (int read; (read = await body.ReadAsync(buffer, cancel)) > 0;)
        {
            if ((_fieldBytes += read) > MaxFieldBytes) throw ApiError.TooLarge("body", $"at most {MaxFieldBytes} bytes of text fields");
            text.Write(buffer, 0, read);
        }

        _undecodedFields.Add((part, text.ToArray()));
    }

    /// <summary>
    /// Decodes the fields by the charset of the part, otherwise of the field <c>_charset_</c> (RFC 7578, 4.6), otherwise of the
    /// form's Content-Type, as Starlette does, otherwise as UTF-8.
    /// </summary>
    private void DecodeFields(string? formCharset)
    {
        var named = _undecodedFields.Find(field => field.Part.Name == CharsetField).Value is { } value
            ? Encoding.ASCII.GetString(value) : formCharset;
        foreach (var (part, bytes) in _undecodedFields.Where(field => field.Part.Name != CharsetField))
        {
            var text = FormCharset.Decode(part.Name, bytes, part.Charset ?? named);
            _fields[part.Name] = StringValues.Concat(_fields.GetValueOrDefault(part.Name), text);
        }

        _undecodedFields.Clear();
    }

    private static string GetBoundary(HeaderParameters type, string? contentType)
    {
        if (!type.Value.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            throw ApiError.Invalid("Content-Type",
                $"must be multipart/form-data, got {(string.IsNullOrEmpty(contentType) ? "none" : contentType)}", "header");
        if (type.Problem is { } problem)
            throw ApiError.Invalid("Content-Type",
                $"cannot be read: {problem}; the boundary must be quoted if it has a semicolon or a quote", "header");
        return type["boundary"] is { Length: > 0 and <= 200 } boundary
            ? boundary
            : throw ApiError.Invalid("Content-Type", "must name a boundary of 1 to 200 characters", "header");
    }
}

/// <summary>A file of a form.</summary>
/// <param name="Index">The position among the files, from 0.</param>
/// <param name="Staged">The stored bytes; null when the file was too large.</param>
internal sealed record ReceivedFile(int Index, string Filename, StagedObject? Staged);

/// <summary>The limits of a form.</summary>
/// <param name="FilePartName">The name of the file parts; files under other names are ignored.</param>
/// <param name="KeepOversizedFiles">True to record a file that is too large and continue with the others.</param>
/// <param name="CreateNamelessError">Creates the error for a file part without a file name; null to read the part as a text
/// field.</param>
internal sealed record FormLimits(
    string FilePartName, int? MaxFiles, long MaxFileBytes, long MaxTotalBytes, bool KeepOversizedFiles, Func<ApiError> CreateTooLargeError,
    Func<ApiError>? CreateNamelessError = null);
