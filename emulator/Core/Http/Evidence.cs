namespace Scopix.Emulator.Http;

/// <summary>How the behaviour of a response is known, from the strongest to the weakest evidence.</summary>
internal enum Evidence
{
    /// <summary>The API's own documents describe it.</summary>
    Documented,

    /// <summary>Another public document describes it.</summary>
    Public,

    /// <summary>It was observed on the live service.</summary>
    Observed,

    /// <summary>It is our reading of the documents, which nothing confirms yet.</summary>
    Assumed,
}
