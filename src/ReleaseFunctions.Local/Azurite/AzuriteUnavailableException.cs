namespace ReleaseFunctions.Local.Azurite;

/// <summary>Azurite could not be installed or started; the message says what to do about it.</summary>
public sealed class AzuriteUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
