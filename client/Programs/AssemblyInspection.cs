using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace FlinkYarn.Client.Programs;

/// <summary>What an assembly's metadata says, read without loading it; null members where it is no assembly.</summary>
sealed class AssemblyInspection : IDisposable
{
    // ReadyToRun code for Linux has the machine's number combined with this (IMAGE_FILE_MACHINE_OS_MASK_LINUX).
    const int LinuxMask = 0x7B79;
    const int DisableOptimizations = 0x100;
    const string Main = "Main";

    readonly PEReader reader;
    readonly MetadataReader metadata;

    AssemblyInspection(PEReader reader)
    {
        this.reader = reader;
        metadata = reader.GetMetadataReader();
    }

    /// <summary>Null when the file is no .NET assembly.</summary>
    public static AssemblyInspection? Open(FileInfo file)
    {
        var reader = new PEReader(file.OpenRead());
        try
        {
            if (reader.HasMetadata && reader.GetMetadataReader().IsAssembly)
            {
                return new AssemblyInspection(reader);
            }
        }
        catch (BadImageFormatException)
        {
            // Not even the outer format is there: the same answer as for a native library.
        }

        reader.Dispose();
        return null;
    }

    /// <summary>The first version of the public API that the assembly was built against.</summary>
    public Version? ApiVersion => metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
        .Where(reference => metadata.StringComparer.Equals(reference.Name, "FlinkYarn.Api"))
        .Select(reference => reference.Version).FirstOrDefault();

    public bool HasEntryPoint => reader.PEHeaders.CorHeader is { EntryPointTokenOrRelativeVirtualAddress: not 0 };

    /// <summary>The processor that the assembly demands and the nodes are not; null when it runs on linux-x64.</summary>
    public string? ForeignMachine
    {
        get
        {
            var machine = reader.PEHeaders.CoffHeader.Machine;
            var flags = reader.PEHeaders.CorHeader?.Flags ?? 0;
            return machine switch
            {
                Machine.Amd64 or (Machine)((int)Machine.Amd64 ^ LinuxMask) => null,
                Machine.I386 when flags.HasFlag(CorFlags.ILOnly) && !flags.HasFlag(CorFlags.Requires32Bit) => null,
                _ => machine.ToString(),
            };
        }
    }

    /// <summary>Built without optimization: Debug.</summary>
    public bool IsDebugBuild => metadata.GetAssemblyDefinition().GetCustomAttributes()
        .Select(metadata.GetCustomAttribute)
        .Any(attribute => IsDebuggable(attribute)
            && metadata.GetBlobReader(attribute.Value) is { Length: >= 6 } blob
            && (Skip(blob, 2).ReadInt32() & DisableOptimizations) != 0);

    /// <summary>The types that have a static <c>Main</c>.</summary>
    public IEnumerable<string> TypesWithMain =>
        from handle in metadata.TypeDefinitions
        let type = metadata.GetTypeDefinition(handle)
        where type.GetMethods().Select(metadata.GetMethodDefinition).Any(method =>
            method.Attributes.HasFlag(MethodAttributes.Static) && metadata.StringComparer.Equals(method.Name, Main))
        let space = metadata.GetString(type.Namespace)
        let name = metadata.GetString(type.Name)
        select space.Length == 0 ? name : $"{space}.{name}";

    public void Dispose() => reader.Dispose();

    bool IsDebuggable(CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
        && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is
            { Kind: HandleKind.TypeReference } parent
        && metadata.StringComparer.Equals(
            metadata.GetTypeReference((TypeReferenceHandle)parent).Name, "DebuggableAttribute");

    static BlobReader Skip(BlobReader blob, int bytes)
    {
        blob.Offset += bytes;
        return blob;
    }
}
