using System.Collections.Concurrent;
using Scopix.Media.Embeddings;
using Scopix.Semantic;

// Reads texts from the standard input and writes their vectors to the standard output. The exit codes: 0 when the emulator has closed the
// pipe, 2 after a frame that is no request, 3 when the model cannot be loaded.
SentenceModel model;
try
{
    model = SentenceModel.Load(AppContext.BaseDirectory);
}
catch (Exception error)
{
    Console.Error.WriteLine(error.Message);
    return 3;
}
using (model)
{
    using var input = Console.OpenStandardInput();
    using var output = Console.OpenStandardOutput();
    output.Write(EmbeddingFrames.Greeting);
    output.Flush();

    BlockingCollection<EmbeddingRequest>[] queues = [new(), new()]; // by kind
    foreach (var queue in queues) new Thread(() => Answer(queue)) { IsBackground = true }.Start();
    try
    {
        while (EmbeddingFrames.ReadRequest(input) is { } request) queues[(int)request.Kind].Add(request);
        return 0;
    }
    catch (InvalidDataException)
    {
        return 2;
    }

    void Answer(BlockingCollection<EmbeddingRequest> queue)
    {
        foreach (var request in queue.GetConsumingEnumerable())
        {
            var frame = EmbeddingFrames.EncodeResponse(request.Number, Embed(request.Text));
            try
            {
                lock (queues)
                {
                    output.Write(frame);
                    output.Flush();
                }
            }
            catch (Exception ended) when (ended is IOException or ObjectDisposedException)
            {
                return; // the emulator has ended, or this program ends
            }
        }
    }

    // a response without values says that the model could not read the text
    float[] Embed(string text)
    {
        try
        {
            return model.Embed(text);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Console.Error.WriteLine(error.Message);
            return [];
        }
    }
}
