using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Serialization;

namespace ReleaseFunctions.Local.Azurite;

/// <summary>A process on this machine. Ids are used again after a while, so the start time belongs to it.</summary>
public sealed record ProcessIdentity(int Id, DateTimeOffset Started)
{
    // The start time is derived from ticks since boot and differs a little between two readers.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>This very process.</summary>
    public static ProcessIdentity Current
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return Of(process);
        }
    }

    /// <summary>Whether it still runs.</summary>
    [JsonIgnore]
    public bool IsAlive
    {
        get
        {
            using var process = Open();
            return process is not null;
        }
    }

    // An ended orphan in a container whose first process reaps nobody: to every question but this one it looks alive.
    private bool IsZombie
    {
        get
        {
            if (!OperatingSystem.IsLinux())
            {
                return false;
            }

            try
            {
                // "id (name) state ...", where the name may hold anything.
                var status = File.ReadAllText($"/proc/{Id}/stat");
                return status[(status.LastIndexOf(')') + 1)..].TrimStart().StartsWith('Z');
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    internal static ProcessIdentity Of(Process process) => new(process.Id, StartOf(process));

    private static DateTimeOffset StartOf(Process process) => new(process.StartTime.ToUniversalTime());

    /// <summary>The process if it still runs, else null.</summary>
    internal Process? Open()
    {
        Process? process = null;
        try
        {
            process = Process.GetProcessById(Id);
            if (!process.HasExited && !IsZombie && (StartOf(process) - Started).Duration() < Tolerance)
            {
                return process;
            }
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // No such process, one that ended while it was looked at, or somebody else's.
        }

        process?.Dispose();
        return null;
    }
}
