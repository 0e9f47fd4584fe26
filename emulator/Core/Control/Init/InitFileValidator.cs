using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Uploads;

namespace Scopix.Emulator.Control.Init;

/// <summary>Checks a file of an init file: its fields, and whether its content is one that the API accepts.</summary>
internal sealed class InitFileValidator(UploadProcessor uploads)
{
    public const string NoPathsInRequests = "names a file of the server's disk, which a request cannot read; only a file for --init can";

    public void Validate(InitSource source, string field, InitFile file)
    {
        source.Check(field, () => CheckFields(file));
        if (file.Path is not null && source.Folder is null) source.Report(FieldPath.Join(field, "path"), NoPathsInRequests);
        else if (GetContentField(file) is { } content) CheckContent(source, FieldPath.Join(field, content), file);
    }

    /// <summary>The field that has the content; null when there is none, or more than one.</summary>
    private static string? GetContentField(InitFile file) => (file.Path, file.Text, file.Base64) switch
    {
        (not null, null, null) => "path",
        (null, not null, null) => "text",
        (null, null, not null) => "base64",
        _ => null,
    };

    private static void CheckFields(InitFile file)
    {
        if (GetContentField(file) is null) throw ApiError.Invalid("", "needs exactly one of path, text and base64");
        if (file.Name.Length == 0) throw ApiError.Invalid("filename", "is required with text and base64");
        RequestParameters.ValidateText("filename", file.Name, UploadFilename.MaxLength, "body");
        if (UploadFilename.Sanitize(file.Name) != file.Name)
            throw ApiError.Invalid("filename", "must be a name without folders and control characters");
        _ = file.ToUploadRequest();
        if (file.Description is { } description)
            RequestParameters.ValidateText("description", description, UpdateFile.MaxDescriptionLength, "body");
        if (file.Folder is not null) InitFolders.Check("folder", file.Folder);
        if (file.Project is not null) InitFolders.CheckProject(file.Project);
    }

    private void CheckContent(InitSource source, string field, InitFile file)
    {
        try
        {
            using var bytes = file.OpenRead(source.Folder);
            uploads.Inspect(bytes, file.Name.Length == 0 ? "unnamed" : file.Name);
        }
        catch (ApiError refused)
        {
            source.Report(field, refused.Message);
        }
        catch (FormatException)
        {
            source.Report(field, "is not valid base64");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            source.Report(field, $"does not exist: {InitFile.ResolvePath(source.Folder!, file.Path!)}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            source.Report(field, $"cannot be read: {error.Message}");
        }
    }
}
