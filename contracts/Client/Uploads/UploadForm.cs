using System.Net.Http.Headers;
using System.Text;

namespace Scopix.Client;

/// <summary>A multipart/form-data body as browsers write it: names quoted, file names in UTF-8, the boundary unquoted.</summary>
internal sealed class UploadForm : MultipartFormDataContent
{
    public UploadForm() : this("scopix-" + IdempotencyKeys.Create())
    {
    }

    private UploadForm(string boundary) : base(boundary)
    {
        HeaderEncodingSelector = (_, _) => Encoding.UTF8;
        Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=" + boundary);
    }

    public UploadForm AddField(string name, string? value)
    {
        if (value is not null) AddPart(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), $"form-data; name=\"{name}\"");
        return this;
    }

    public UploadForm AddFile(string name, HttpContent content, string filename, string contentType)
    {
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        AddPart(content, $"form-data; name=\"{name}\"; filename=\"{EscapeName(filename)}\"");
        return this;
    }

    private void AddPart(HttpContent content, string disposition)
    {
        content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        base.Add(content);
    }

    private static string EscapeName(string filename) =>
        filename.Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal)
            .Replace("\"", "%22", StringComparison.Ordinal);
}
