namespace Scopix.Client;

/// <summary>The source of an upload cannot be read, or it has become shorter.</summary>
public sealed class UploadSourceException : ScopixException
{
    internal UploadSourceException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
