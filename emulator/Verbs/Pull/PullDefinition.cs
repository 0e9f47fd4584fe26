using System.CommandLine;

namespace Scopix.Emulator.Tool.Pull;

/// <summary>The options of the verb.</summary>
internal sealed class PullDefinition
{
    public Option<string?> From { get; } = new("--from")
    { Description = "Address of the service, with or without /api/v2", HelpName = "url" };

    public Option<string?> LlamaFrom { get; } = new("--llama-from")
    { Description = "Address of LlamaCloud, in place of --from", HelpName = "url" };

    public Option<string?> ApiKey { get; } = new("--api-key")
    {
        Description = "Key of the source; - reads it from the standard input [default: SCOPIX_API_KEY, or LLAMA_CLOUD_API_KEY]",
        HelpName = "key",
    };

    public Option<string?> To { get; } = new("--to") { Description = "Address of the emulator that gets the files", HelpName = "url" };

    public Option<string?> ToKey { get; } = new("--to-key")
    {
        Description = $"Key of its tenant [default: {EmulatorOptions.DefaultApiKey}, or {PullValues.DefaultLlamaKey}]",
        HelpName = "key",
    };

    public Option<string?> ToToken { get; } = new("--to-token")
    { Description = "Value of its --control-token, if it runs with one", HelpName = "text" };

    public Option<string?> Save { get; } = new("--save")
    { Description = "File of the snapshot that gets the files, in place of --to", HelpName = "file" };

    public Option<int?> Limit { get; } = new("--limit") { Description = "Copy the newest n files", HelpName = "n" };

    public Option<string?> Since { get; } = new("--since")
    { Description = "Copy files that were uploaded at this time or later, e.g. 2026-01-31", HelpName = "time" };

    public Option<string[]> Folder { get; } = new("--folder")
    { Description = "Copy files of this folder and its subfolders: an id, a path or a name; may be repeated", HelpName = "folder" };

    public Option<string[]> Tag { get; } = new("--tag")
    { Description = "Copy files with this tag; when it is repeated, with all of them", HelpName = "tag" };

    public Option<bool> WithoutBytes { get; } = new("--without-bytes")
    { Description = "Copy what is known of the files, but not their bytes" };

    public Option<bool> Replace { get; } = new("--replace")
    { Description = "Replace the data of the target's tenant, which must be empty otherwise" };

    public Option<bool> SkipFailed { get; } = new("--skip-failed") { Description = "Load the others when some files could not be fetched" };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Fetch and change nothing; print what would be copied" };

    public Option<int> Parallel { get; } = new("--parallel")
    { Description = "Number of concurrent requests, 1 to 32", HelpName = "n", DefaultValueFactory = _ => 4 };

    public Option<bool> Json { get; } = new("--json") { Description = "Print the report as JSON" };

    public Option<bool> Insecure { get; } = new("--insecure")
    { Description = "Allow keys and files over unencrypted http to other machines" };

    public IEnumerable<Option> All =>
    [
        From, LlamaFrom, ApiKey, To, ToKey, ToToken, Save, Limit, Since, Folder, Tag, WithoutBytes, Replace, SkipFailed, DryRun, Parallel,
        Json, Insecure,
    ];
}
