using System.Text;

namespace Scopix.Emulator.Tests.RequestFiles;

/// <summary>Writes requests in the syntax that the REST Client of VS Code and Visual Studio have in common.</summary>
internal static class HttpFileWriter
{
    private const string Boundary = "scopix-form";

    /// <summary>The text of a file, with its variables at the top.</summary>
    public static string Write(RequestFile file)
    {
        var text = new StringBuilder()
            .Append($"# {file.Title}\n")
            .Append("# Written from the contracts by make requests; do not edit. README.md says how to use it.\n")
            .Append("# The variables: to use an environment of http-client.env.json instead, remove these lines.\n");
        var requests = string.Join('\n', file.Requests.Select(WriteRequest));
        foreach (var (name, value) in RequestVariables.Emulator)
            if (requests.Contains($"{{{{{name}}}}}", StringComparison.Ordinal)) text.Append($"@{name} = {value}\n");
        return text.Append('\n').Append(requests).ToString();
    }

    private static string WriteRequest(ReadyRequest request)
    {
        var text = new StringBuilder().Append($"### {request.Title}\n");
        foreach (var note in request.Notes) text.Append($"# {note}\n");
        if (request.Optional.Length > 0) text.Append("# Optional parameters that are not sent:\n");
        foreach (var one in request.Optional)
            text.Append($"#   {one.Name}{(one.Value.Length == 0 ? "" : "=" + one.Value)} ({one.Values})\n");
        text.Append($"# @name {request.Name}\n{(request.IsWebSocket ? "WEBSOCKET" : request.Method)} {request.Url}{request.QueryText}\n");
        if (request.KeyVariable is { } key) text.Append($"Authorization: Bearer {{{{{key}}}}}\n");
        foreach (var (name, value) in request.Headers) text.Append($"{name}: {value}\n");
        if (request.Form.Length > 0) WriteForm(text, request.Form);
        if (request.Json is { } json)
            text.Append("Content-Type: application/json\n\n").Append(json.ToJsonString(RequestCatalogue.Indented)).Append('\n');
        if (request.File is { } file) text.Append($"\n< ../fixtures/media/{file}\n");
        return InsertReferences(text.ToString());
    }

    private static void WriteForm(StringBuilder text, (string Name, string Value)[] form)
    {
        text.Append($"Content-Type: multipart/form-data; boundary={Boundary}\n\n");
        foreach (var (name, value) in form)
        {
            text.Append($"--{Boundary}\nContent-Disposition: form-data; name=\"{name}\"");
            if (value.StartsWith('@'))
                text.Append($"; filename=\"{value[1..]}\"\nContent-Type: {RequestCatalogue.GetMediaType(value)}\n\n")
                    .Append($"< ../fixtures/media/{value[1..]}\n");
            else text.Append($"\n\n{value}\n");
        }
        text.Append($"--{Boundary}--\n");
    }

    private static string InsertReferences(string text) => ReadyRequest.ReplaceReferences(text, reference =>
        $"{reference.Groups["name"]}.response."
        + (reference.Groups["header"] is { Success: true } header ? $"headers.{header}" : $"body.$.{reference.Groups["path"]}"));
}
