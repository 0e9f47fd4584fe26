namespace Scopix.Emulator.Api.LlamaCloud;

/// <summary>
/// An upload: <c>file</c>, <c>purpose</c> and optionally <c>external_file_id</c>, in any order (seed 003, FileCreateResponse).
/// </summary>
/// <param name="Name">1–3,000 characters, without a path.</param>
/// <param name="Purpose">One of <see cref="Purposes"/>.</param>
/// <param name="ExternalFileId">Up to 3,000 characters; several files may have the same (assumed).</param>
internal sealed record LlamaUpload(StagedObject Staged, string Name, string Purpose, string? ExternalFileId)
{
    /// <summary>The most characters of a name (seed 003) and of an external id (assumed).</summary>
    public const int MaxNameLength = 3000;

    /// <summary>The purposes of files (seed 003, FileCreateResponse).</summary>
    public static readonly string[] Purposes = ["user_data", "parse", "extract", "classify", "split", "sheet", "agent_app"];

    /// <summary>The extension in lower case, without the dot; null when there is none.</summary>
    public string? FileType => GetFileType(Name);

    public static string? GetFileType(string name)
    {
        var extension = Path.GetExtension(name.TrimStart('.'));
        return extension.Length > 1 ? extension[1..].ToLowerInvariant() : null;
    }

    /// <summary>The object key of the bytes; its extension decides the content type of the download.</summary>
    public static string GetObjectKey(TenantState tenant, string sha256, string? type) =>
        $"llama/{tenant.Id}/{sha256}{(type is { Length: <= 16 } && type.All(char.IsAsciiLetterOrDigit) ? "." + type : "")}";

    /// <exception cref="ApiError">The file, its name or its bytes are missing (400, public: the troubleshooting page), or the
    /// purpose is unknown (422, assumed).</exception>
    public static LlamaUpload Parse(MultipartForm form)
    {
        if (form.Files is not [var file]) throw ApiError.BadRequest("file field is required for multipart requests.");
        if (file.Filename.Length == 0) throw CreateMissingNameError();
        if (file.Staged!.SizeBytes == 0) throw ApiError.BadRequest("Uploaded file is empty.");
        return new LlamaUpload(
            file.Staged, RequestParameters.ValidateText("file", file.Filename, MaxNameLength, "body"),
            form.Fields.Choice("purpose", Purposes) ?? throw ApiError.Invalid("purpose", "is required"),
            form.Fields.Text("external_file_id", MaxNameLength));
    }

    /// <summary>The file part has no file name: 400 (public: the troubleshooting page).</summary>
    public static ApiError CreateMissingNameError() => ApiError.BadRequest("File must have a filename.");

    public LlamaFileRecord ToRecord(Transaction transaction, string project, string key) =>
        new(0, LlamaFileStore.IdPrefix + transaction.Ids.Next(), project, Name, ExternalFileId, FileType, Purpose, key, transaction.Now);
}
