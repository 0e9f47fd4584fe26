namespace Scopix.Client;

/// <summary>What is uploaded cannot be read, or has become shorter.</summary>
public sealed class SourceException : ScopixException
{
    internal SourceException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
