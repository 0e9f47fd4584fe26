namespace Scopix.Emulator.Http;

/// <summary>How we know that the service behaves as an answer shows; weaker is greater.</summary>
internal enum Evidence
{
    /// <summary>One of the API's own documents says so.</summary>
    Documented,

    /// <summary>Another public document says so.</summary>
    Public,

    /// <summary>Seen on the live service.</summary>
    Observed,

    /// <summary>Our reading; nothing confirms it yet.</summary>
    Assumed,
}
