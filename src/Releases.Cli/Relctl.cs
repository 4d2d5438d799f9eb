using System.CommandLine;

namespace Releases.Cli;

/// <summary>The whole command line.</summary>
public static class Relctl
{
    public static RootCommand Command()
    {
        var connection = new ConnectionOptions();
        return new RootCommand("Checks and rehearses release plans, starts releases, and takes a hand in them.")
        {
            connection.Api,
            connection.TokenFile,
            LintCommand.Of(),
            ExplainCommand.Of(),
            BudgetCommand.Of(connection),
            PreflightCommand.Of(connection),
            BackTestCommand.Of(connection),
            RehearseCommand.Of(connection),
            StartCommand.Of(connection),
            StatusCommand.Of(connection),
            LedgerCommand.Of(connection),
            SignalCommand.Of(connection),
            WaitCommand.Of(connection),
        };
    }
}
