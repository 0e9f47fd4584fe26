using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.DirectUploads;
using Xunit;

namespace Scopix.Emulator.Tests.Tls;

/// <summary>What clients do over TLS, with HTTP/1.1 and with HTTP/2.</summary>
public sealed class TlsTransportTests
{
    public static TheoryData<string> Versions => ["1.1", "2.0"];

    [Theory, MemberData(nameof(Versions))]
    public async Task A_streamed_upload_is_listed_and_downloaded_by_a_presigned_https_URL(string version)
    {
        await using var api = await TlsApi.StartAsync();
        using var http = api.CreateClient(version);
        var photo = Samples.Photo();
        using var form = new MultipartFormDataContent { { new StreamContent(new UnseekableStream(photo)), "file", "a.jpg" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v2/files/upload")
        {
            Content = form,
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TransferEncodingChunked = true;

        using var uploaded = await http.SendAsync(request);
        var id = (await ReadAsync(uploaded)).Text("file_id");
        using var redirect = await http.GetAsync($"/api/v2/files/{id}/download");
        using var range = new HttpRequestMessage(HttpMethod.Get, redirect.Headers.Location)
        {
            Version = Version.Parse(version),
            Headers = { Range = new RangeHeaderValue(0, 99) },
        };
        using var part = await http.SendAsync(range);

        (uploaded.StatusCode, uploaded.Version).Should().Be((HttpStatusCode.Created, Version.Parse(version)));
        redirect.Headers.Location!.GetLeftPart(UriPartial.Authority).Should()
            .Be(http.BaseAddress!.AbsoluteUri.TrimEnd('/'), "presigned URLs have the scheme and host of the request");
        part.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).Should().Equal(photo[..100]);
        (await http.GetByteArrayAsync(redirect.Headers.Location)).Should().Equal(photo);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_presigned_PUT_is_verified_and_needs_a_length(string version)
    {
        await using var api = await TlsApi.StartAsync();
        using var http = api.CreateClient(version);
        var photo = Samples.Photo();
        using var intent = await http.PostAsJsonAsync("/api/v2/files/direct-uploads", DirectUploadRequests.CreateIntentBody(photo));
        var upload = await ReadAsync(intent);
        var url = upload.Text("presigned_url")!;

        using var storage = api.CreateClient(version);
        storage.DefaultRequestHeaders.Authorization = null; // S3 refuses it beside a signature

        using var changed = await PutAsync(
            storage, upload, url.Replace("X-Amz-Signature=", "X-Amz-Signature=0"), new ByteArrayContent(photo));
        using var endless = await PutAsync(storage, upload, url, new StreamContent(new UnseekableStream(photo)));
        using var put = await PutAsync(storage, upload, url, new ByteArrayContent(photo));
        using var completed = await http.PostAsync($"/api/v2/files/direct-uploads/{upload.Text("upload_id")}/complete", null);

        url.Should().StartWith(http.BaseAddress!.AbsoluteUri);
        (changed.StatusCode, put.StatusCode, completed.StatusCode).Should()
            .Be((HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Accepted));
        endless.StatusCode.Should().Be(version == "1.1" ? HttpStatusCode.NotImplemented : HttpStatusCode.LengthRequired,
            "HTTP/2 has no chunked coding, only no length");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_session_is_followed_over_a_WebSocket(string version)
    {
        await using var api = await TlsApi.StartAsync();
        using var http = api.CreateClient(version);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Photo()), "files", "a.jpg" } };
        using var batch = await http.PostAsync("/api/v2/files/upload/batch", form);
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = Version.Parse(version);
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        var address = new UriBuilder(http.BaseAddress!)
        {
            Scheme = "wss",
            Path = "/api/v2/ws",
            Query = $"channel=batch.{(await ReadAsync(batch)).Text("session_id")}&api_key={EmulatorOptions.DefaultApiKey}",
        }.Uri;
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            SslOptions = { CertificateChainPolicy = TlsApi.Trust(api.Emulator.CertificateFile!) },
        });

        await socket.ConnectAsync(address, invoker, TestContext.Current.CancellationToken);
        var buffer = new byte[64 * 1024];
        var message = await socket.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken);

        Encoding.UTF8.GetString(buffer, 0, message.Count).Should().Contain("\"type\":\"completed\"");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Faults_cut_responses_short(string version)
    {
        await using var api = await TlsApi.StartAsync();
        using var http = api.CreateClient(version);
        await api.Emulator.Faults.AddAsync(new Fault { Operation = "files.list", Reset = true });
        await api.Emulator.Faults.AddAsync(new Fault { Operation = "folders.list", TruncateBytes = 5 });

        var reset = () => http.GetAsync("/api/v2/files");
        var truncated = () => http.GetAsync("/api/v2/folders");

        await reset.Should().ThrowAsync<HttpRequestException>();
        await truncated.Should().ThrowAsync<HttpRequestException>();
        (await http.GetAsync("/api/v2/files")).StatusCode.Should().Be(HttpStatusCode.OK, "the next request finds a connection");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("scopix.localhost")]
    [InlineData("a.scopix.localhost")]
    public async Task The_control_API_and_the_pages_answer_under_every_name_of_this_machine(string host)
    {
        await using var api = await TlsApi.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { CertificateChainPolicy = TlsApi.Trust(api.Emulator.CertificateFile!) },
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancel);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = new UriBuilder(api.Emulator.HttpsAddress!) { Host = host }.Uri };
        http.DefaultRequestHeaders.Add("Origin", http.BaseAddress.AbsoluteUri.TrimEnd('/'));

        (await http.GetAsync("/_emulator/info")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await http.GetStringAsync("/_emulator/ui")).Should().Contain("<title>Scopix emulator</title>");
        (await http.GetStringAsync("/")).Should().Contain($"\"{http.BaseAddress}_emulator/docs\"");
    }

    [Fact]
    public async Task The_port_without_TLS_stays_and_keeps_its_own_addresses()
    {
        await using var api = await TlsApi.StartAsync();
        using var http = api.Emulator.CreateClient();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Photo()), "file", "a.jpg" } };
        using var uploaded = await http.PostAsync("/api/v2/files/upload", form);

        var file = await ReadAsync(await http.GetAsync($"/api/v2/files/{(await ReadAsync(uploaded)).Text("file_id")}"));

        (api.Emulator.BaseAddress.Scheme, api.Emulator.HttpsAddress!.Scheme).Should().Be(("http", "https"));
        file.Text("original_url").Should().StartWith(api.Emulator.BaseAddress.AbsoluteUri);
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient http, JsonElement upload, string url, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, url)
        {
            Content = content,
            Version = http.DefaultRequestVersion,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        foreach (var header in upload.GetProperty("headers").EnumerateObject())
            if (!content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString()))
                request.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
        return await http.SendAsync(request);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;

    /// <summary>Bytes whose number a client does not know before it has sent them.</summary>
    private sealed class UnseekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
