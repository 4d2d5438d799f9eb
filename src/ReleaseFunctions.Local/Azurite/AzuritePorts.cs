using System.Net;
using System.Net.Sockets;

namespace ReleaseFunctions.Local.Azurite;

/// <summary>The loopback ports of the three services.</summary>
public sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    /// <summary>These ports, with every taken one (and every 0) replaced by one that is free now.</summary>
    internal AzuritePorts Free()
    {
        // All three are held until all are chosen, so that no port is given out twice.
        using var blob = Listen(Blob);
        using var queue = Listen(Queue);
        using var table = Listen(Table);
        return new(PortOf(blob), PortOf(queue), PortOf(table));
    }

    private static TcpListener Listen(int wanted)
    {
        var listener = new TcpListener(IPAddress.Loopback, wanted);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException) when (wanted != 0)
        {
            listener.Dispose();
            return Listen(0);
        }
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
