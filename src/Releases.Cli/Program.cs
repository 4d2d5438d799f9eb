using Releases.Cli;

return await Relctl.Command().Parse(args).InvokeAsync();
