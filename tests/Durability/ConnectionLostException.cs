namespace Scopix.Durability;

/// <summary>The connection was lost during the request, whose outcome is unknown.</summary>
internal sealed class ConnectionLostException(Exception cause) : Exception(cause.Message, cause);
