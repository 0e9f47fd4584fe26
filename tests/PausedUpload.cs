using System.Net;
using System.Text;

namespace Scopix.Emulator.Tests;

/// <summary>An upload whose body stays open: the emulator is reading it, and waits for its second half.</summary>
public sealed class PausedUpload
{
    private readonly PausedContent _body;
    private readonly Task<TestResponse> _reply;

    private PausedUpload(PausedContent body, Task<TestResponse> reply) => (_body, _reply) = (body, reply);

    /// <summary>
    /// Begins an upload; it is under way when the task completes. One that is refused at once has its reply already. What stands
    /// <paramref name="before"/> the file are parts too.
    /// </summary>
    public static async Task<PausedUpload> BeginAsync(
        TestApi api, byte[] bytes, string filename, string route = "/api/v2/files/upload", string part = "file", string before = "")
    {
        var body = new PausedContent(bytes, filename, part, before);
        var reply = api.SendAsync(HttpMethod.Post, route, body, ("Expect", "100-continue")); // 100 comes when the body is first read
        await Task.WhenAny(body.HalfSent.Task, reply);
        return new PausedUpload(body, reply);
    }

    /// <summary>Sends the rest and waits for the answer.</summary>
    public Task<TestResponse> FinishAsync()
    {
        _body.Resume.TrySetResult();
        return _reply;
    }

    private sealed class PausedContent : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly int _half;

        public PausedContent(byte[] file, string filename, string part, string before)
        {
            var head = before + $"--held\r\nContent-Disposition: form-data; name=\"{part}\"; filename=\"{filename}\"\r\n\r\n";
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
