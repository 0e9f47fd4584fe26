using System.Net.Sockets;

namespace Scopix.Emulator.Tool.Background;

/// <summary>
/// The part of an emulator in the background that answers <c>status</c> and <c>stop</c>. Its lock and its connections end with the
/// process, not before: so a client knows when the process has ended, and nothing that a killed process left is taken for a living one.
/// </summary>
internal sealed class BackgroundInstance
{
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<object> _keptUntilEnd = [];
    private readonly BackgroundPaths _paths;
    private readonly Stream _parent = Console.OpenStandardOutput();
    private BackgroundState _state;

    private BackgroundInstance(string name)
    {
        _paths = new BackgroundPaths(name);
        _state = new BackgroundState(name, Environment.ProcessId, null, EmulatorOptions.DefaultApiKey, null, _paths.Log);
    }

    public static ReadOnlyMemory<byte> StatusRequest { get; } = "status\n"u8.ToArray();

    public static ReadOnlyMemory<byte> StopRequest { get; } = "stop\n"u8.ToArray();

    /// <summary>What a user types to stop this emulator.</summary>
    public string StopCommand => "scopix-emulator stop" + (_paths.Name == BackgroundPaths.DefaultName ? "" : $" --name {_paths.Name}");

    /// <summary>Completes when a client asks the emulator to stop.</summary>
    public Task StopRequested => _stop.Task;

    /// <summary>Detaches the process from the terminal, takes the name and redirects the output to the log.</summary>
    /// <exception cref="IOException">An emulator of that name runs or starts, or the files cannot be written.</exception>
    public static BackgroundInstance Create(string name)
    {
        DetachedProcess.LeaveTerminal();
        BackgroundPaths.CreateFolder();
        var instance = new BackgroundInstance(name);
        instance.TakeName();
        DetachedProcess.RedirectOutput(instance._paths.Log);
        instance.Listen();
        return instance;
    }

    /// <summary>Tells the process that started this one that the emulator accepts requests. From now on errors go to the log.</summary>
    public void ReportReady(string address, string? data)
    {
        _state = _state with { Address = address, Data = data };
        JsonSerializer.Serialize(_parent, _state, BackgroundJsonContext.Default.BackgroundState);
        _parent.WriteByte((byte)'\n');
        _parent.Dispose();
        DetachedProcess.RedirectErrors();
    }

    /// <summary>Removes the socket; the lock ends with the process.</summary>
    public void Leave() => File.Delete(_paths.Socket);

    private void TakeName()
    {
        try
        {
            _keptUntilEnd.Add(new FileStream(_paths.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error)
        {
            throw new IOException($"An emulator named {_paths.Name} runs or starts already: {error.Message}", error);
        }
    }

    private void Listen()
    {
        File.Delete(_paths.Socket);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(_paths.Socket));
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new IOException($"The path {_paths.Socket} is too long for a socket. Set XDG_DATA_HOME to a shorter folder.", error);
        }
        listener.Listen();
        _keptUntilEnd.Add(listener);
        _ = AcceptAsync(listener);
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true) _ = AnswerAsync(new NetworkStream(await listener.AcceptAsync(), ownsSocket: true));
    }

    private async Task AnswerAsync(NetworkStream connection)
    {
        try
        {
            using var reader = new StreamReader(connection, leaveOpen: true);
            if (await reader.ReadLineAsync() == "stop")
            {
                lock (_keptUntilEnd) _keptUntilEnd.Add(connection);
                _stop.TrySetResult();
                return;
            }
            await JsonSerializer.SerializeAsync(connection, _state, BackgroundJsonContext.Default.BackgroundState);
        }
        catch (IOException)
        {
            // the client has gone
        }
        await connection.DisposeAsync();
    }
}
