// A minimal ASP.NET application that returns the same responses without keys, state and checks. Arguments: its port, and the folder
// for uploaded bytes and stored responses.
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.Services.AddRoutingCore();
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
{
    (kestrel.AddServerHeader, kestrel.Limits.MaxRequestBodySize) = (false, null);
    kestrel.Listen(System.Net.IPAddress.Loopback, int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture));
});
var app = builder.Build();

foreach (var name in new[] { "record", "list", "search" })
{
    var response = new Lazy<byte[]>(() => File.ReadAllBytes(Path.Combine(args[1], name + ".json")));
    app.MapMethods("/" + name, ["GET", "POST"], http =>
    {
        http.Response.ContentType = "application/json";
        return http.Response.Body.WriteAsync(response.Value).AsTask();
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
