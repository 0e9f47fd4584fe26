using FastBertTokenizer;
using Microsoft.ML.OnnxRuntime;

namespace Scopix.Semantic;

/// <summary>all-MiniLM-L6-v2: turns a text into a vector of length 1, whose products with others say how alike two texts are.</summary>
internal sealed class SentenceModel : IDisposable
{
    /// <summary>The model was trained with this many word pieces; what follows them is not read.</summary>
    private const int MaxWordPieces = 256;

    private static readonly string[] InputNames = ["input_ids", "attention_mask", "token_type_ids"];

    private readonly BertTokenizer _tokenizer = new();
    private readonly InferenceSession _session;
    private readonly string[] _outputNames;

    private SentenceModel(InferenceSession session) => (_session, _outputNames) = (session, [session.OutputNames[0]]);

    /// <param name="folder">The folder of <c>model.onnx</c> and <c>vocab.txt</c>.</param>
    public static SentenceModel Load(string folder)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1, // a query and a chunk are computed at the same time, each on one core
            InterOpNumThreads = 1,
            EnableCpuMemArena = false, // the arena keeps the memory of the longest text
        };
        var model = new SentenceModel(new InferenceSession(Path.Combine(folder, "model.onnx"), options));
        using var vocabulary = File.OpenText(Path.Combine(folder, "vocab.txt"));
        model._tokenizer.LoadVocabulary(vocabulary, convertInputToLowercase: true);
        return model;
    }

    /// <summary>384 values. Safe for several threads at once.</summary>
    public float[] Embed(string text)
    {
        var (ids, mask, types) = (new long[MaxWordPieces], new long[MaxWordPieces], new long[MaxWordPieces]);
        var count = _tokenizer.Encode(text, ids, mask, types);
        var shape = new long[] { 1, count };
        using var idTensor = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, ids.AsMemory(0, count), shape);
        using var maskTensor = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, mask.AsMemory(0, count), shape);
        using var typeTensor = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, types.AsMemory(0, count), shape);
        using var run = new RunOptions();
        using var outputs = _session.Run(run, InputNames, [idTensor, maskTensor, typeTensor], _outputNames);
        return PoolAndNormalize(outputs[0].GetTensorDataAsSpan<float>(), count);
    }

    public void Dispose() => _session.Dispose();

    /// <summary>The mean over the word pieces, of length 1.</summary>
    private static float[] PoolAndNormalize(ReadOnlySpan<float> states, int count)
    {
        var vector = new float[states.Length / count];
        for (var i = 0; i < states.Length; i++) vector[i % vector.Length] += states[i];
        var length = 0.0;
        foreach (var value in vector) length += (double)value * value;
        length = Math.Sqrt(length);
        for (var i = 0; i < vector.Length; i++) vector[i] = (float)(vector[i] / length);
        return vector;
    }
}
