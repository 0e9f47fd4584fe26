using System.Net;
using System.Text;

namespace Scopix.Emulator.Tests;

/// <summary>An upload whose second half is sent later, while the emulator waits for it.</summary>
public sealed class PausedUpload
{
    private readonly PausedContent _body;
    private readonly Task<TestResponse> _reply;

    private PausedUpload(PausedContent body, Task<TestResponse> response) => (_body, _reply) = (body, response);

    /// <summary>
    /// Starts an upload; the server is reading it when the task completes, unless it has refused the upload already. The
    /// <paramref name="precedingParts"/> are sent before the file.
    /// </summary>
    public static async Task<PausedUpload> BeginAsync(
        TestApi api, byte[] bytes, string filename, string route = "/api/v2/files/upload", string part = "file", string precedingParts = "")
    {
        var body = new PausedContent(bytes, filename, part, precedingParts);
        var response = api.SendAsync(HttpMethod.Post, route, body, ("Expect", "100-continue")); // 100 comes when the body is first read
        await Task.WhenAny(body.HalfSent.Task, response);
        return new PausedUpload(body, response);
    }

    /// <summary>Sends the second half and waits for the response.</summary>
    public Task<TestResponse> FinishAsync()
    {
        _body.Resume.TrySetResult();
        return _reply;
    }

    private sealed class PausedContent : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly int _half;

        public PausedContent(byte[] file, string filename, string part, string precedingParts)
        {
            var head = precedingParts + $"--held\r\nContent-Disposition: form-data; name=\"{part}\"; filename=\"{filename}\"\r\n\r\n";
            _bytes = [.. Encoding.ASCII.GetBytes(head), .. file, .. Encoding.ASCII.GetBytes("\r\n--held--\r\n")];
            _half = head.Length + (file.Length / 2);
            Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=held");
        }

        public TaskCompletionSource HalfSent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Resume { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_bytes.AsMemory(0, _half));
            await stream.FlushAsync();
            HalfSent.TrySetResult();
            await Resume.Task;
            await stream.WriteAsync(_bytes.AsMemory(_half));
        }

        protected override bool TryComputeLength(out long length) => (length = _bytes.Length) > 0;
    }
}
