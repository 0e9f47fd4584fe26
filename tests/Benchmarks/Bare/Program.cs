// The least that ASP.NET can do for the same answers: no keys, no state, no checks. Arguments: its port, a folder for bytes and for
// the answers it repeats.
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => (kestrel.AddServerHeader, kestrel.Limits.MaxRequestBodySize) = (false, null));
builder.WebHost.UseUrls($"http://127.0.0.1:{args[0]}");
var app = builder.Build();

foreach (var name in new[] { "record", "list", "search" })
{
    var answer = new Lazy<byte[]>(() => File.ReadAllBytes(Path.Combine(args[1], name + ".json")));
    app.MapMethods("/" + name, ["GET", "POST"], http =>
    {
        http.Response.ContentType = "application/json";
        return http.Response.Body.WriteAsync(answer.Value).AsTask();
    });
}

app.MapGet("/", () => "ready");
app.MapGet("/bytes/{name}", http => http.Response.SendFileAsync(Bytes(http)));
app.MapPut("/bytes/{name}", async http =>
{
    await using var file = new FileStream(Bytes(http), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
    await http.Request.Body.CopyToAsync(file);
});
app.Run();

string Bytes(HttpContext http) => Path.Combine(args[1], Path.GetFileName((string)http.GetRouteValue("name")!));
