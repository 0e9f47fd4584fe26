namespace Scopix.Client;

/// <summary>What is uploaded cannot be read, or has become shorter.</summary>
public sealed class UploadSourceException : ScopixException
{
    internal UploadSourceException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
