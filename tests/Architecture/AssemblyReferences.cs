using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Scopix.Emulator.Tests.Architecture;

/// <summary>
/// Reads from the metadata of a compiled assembly which of its types refer to which types: in signatures, method bodies and
/// attributes.
/// </summary>
internal sealed class AssemblyReferences
{
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value);

    private readonly PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly TypeNameProvider _names;

    private AssemblyReferences(PEReader file)
    {
        _file = file;
        _metadata = file.GetMetadataReader();
        _names = new TypeNameProvider(_metadata);
    }

    /// <summary>The pairs of top-level types of which the first refers to the second, as full names.</summary>
    public static IReadOnlySet<(string From, string To)> Read(string assemblyPath)
    {
        using var file = new PEReader(File.OpenRead(assemblyPath));
        var reader = new AssemblyReferences(file);
        return reader._metadata.TypeDefinitions
            .SelectMany(
                handle => reader.ReadType(handle).Select(to => (From: TypeNameProvider.GetTopLevelName(reader._metadata, handle), To: to)))
            .Where(reference => reference.From != reference.To)
            .ToHashSet();
    }

    private IEnumerable<string> ReadType(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        return
        [
            .. _names.FromToken(type.BaseType),
            .. type.GetInterfaceImplementations().SelectMany(i => _names.FromToken(_metadata.GetInterfaceImplementation(i).Interface)),
            .. ReadAttributes(type.GetCustomAttributes()),
            .. type.GetFields().SelectMany(field => _metadata.GetFieldDefinition(field).DecodeSignature(_names, null)),
            .. type.GetMethods().SelectMany(method => ReadMethod(_metadata.GetMethodDefinition(method))),
        ];
    }

    private IEnumerable<string> ReadMethod(MethodDefinition method)
    {
        var signature = TypeNameProvider.Flatten(method.DecodeSignature(_names, null)).Concat(ReadAttributes(method.GetCustomAttributes()));
        return method.RelativeVirtualAddress == 0
            ? signature : signature.Concat(ReadBody(_file.GetMethodBody(method.RelativeVirtualAddress)));
    }

    private IEnumerable<string> ReadBody(MethodBodyBlock body) =>
    [
        .. body.LocalSignature.IsNil
            ? [] : _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, null).SelectMany(names => names),
        .. body.ExceptionRegions.SelectMany(region => _names.FromToken(region.CatchType)),
        .. ReadTokens(body.GetILReader()).SelectMany(_names.FromToken),
    ];

    private IEnumerable<string> ReadAttributes(CustomAttributeHandleCollection attributes) =>
        attributes.SelectMany(attribute => _names.FromToken(_metadata.GetCustomAttribute(attribute).Constructor));

    private static List<EntityHandle> ReadTokens(BlobReader il)
    {
        var tokens = new List<EntityHandle>();
        while (il.RemainingBytes > 0)
        {
            int value = il.ReadByte();
            if (value == 0xFE) value = 0xFE00 | il.ReadByte();
            switch (OpCodesByValue[value].OperandType)
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    il.ReadByte();
                    break;
                case OperandType.InlineVar:
                    il.ReadInt16();
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    il.ReadInt64();
                    break;
                case OperandType.InlineSwitch:
                    var targets = il.ReadInt32();
                    il.Offset += 4 * targets;
                    break;
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    tokens.Add((EntityHandle)MetadataTokens.Handle(il.ReadInt32()));
                    break;
                default:
                    il.ReadInt32();
                    break;
            }
        }
        return tokens;
    }

    /// <summary>Turns metadata into the full names of the top-level types that it mentions.</summary>
    private sealed class TypeNameProvider(MetadataReader metadata) : ISignatureTypeProvider<ImmutableArray<string>, object?>
    {
        public static string GetTopLevelName(MetadataReader metadata, TypeDefinitionHandle handle)
        {
            var type = metadata.GetTypeDefinition(handle);
            while (!type.GetDeclaringType().IsNil) type = metadata.GetTypeDefinition(type.GetDeclaringType());
            return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
        }

        public static IEnumerable<string> Flatten(MethodSignature<ImmutableArray<string>> signature) =>
            signature.ReturnType.Concat(signature.ParameterTypes.SelectMany(names => names));

        public IEnumerable<string> FromToken(EntityHandle handle) => handle.IsNil ? [] : handle.Kind switch
        {
            HandleKind.TypeDefinition => GetTypeFromDefinition(metadata, (TypeDefinitionHandle)handle, 0),
            HandleKind.TypeReference => GetTypeFromReference(metadata, (TypeReferenceHandle)handle, 0),
            HandleKind.TypeSpecification => GetTypeFromSpecification(metadata, null, (TypeSpecificationHandle)handle, 0),
            HandleKind.MethodDefinition => [GetTopLevelName(metadata,
                metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType())],
            HandleKind.FieldDefinition => [GetTopLevelName(metadata,
                metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType())],
            HandleKind.MemberReference => FromMember(metadata.GetMemberReference((MemberReferenceHandle)handle)),
            HandleKind.MethodSpecification => FromGenericMethod(metadata.GetMethodSpecification((MethodSpecificationHandle)handle)),
            _ => [],
        };

        public ImmutableArray<string> GetTypeFromDefinition(
            MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => [GetTopLevelName(reader, handle)];

        public ImmutableArray<string> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            var type = reader.GetTypeReference(handle);
            while (type.ResolutionScope.Kind == HandleKind.TypeReference)
                type = reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
            return [$"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}"];
        }

        public ImmutableArray<string> GetTypeFromSpecification(
            MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public ImmutableArray<string> GetSZArrayType(ImmutableArray<string> elementType) => elementType;

        public ImmutableArray<string> GetArrayType(ImmutableArray<string> elementType, ArrayShape shape) => elementType;

        public ImmutableArray<string> GetByReferenceType(ImmutableArray<string> elementType) => elementType;

        public ImmutableArray<string> GetPointerType(ImmutableArray<string> elementType) => elementType;

        public ImmutableArray<string> GetPinnedType(ImmutableArray<string> elementType) => elementType;

        public ImmutableArray<string> GetModifiedType(
            ImmutableArray<string> modifier, ImmutableArray<string> unmodifiedType, bool isRequired) => [.. modifier, .. unmodifiedType];

        public ImmutableArray<string> GetGenericInstantiation(
            ImmutableArray<string> genericType, ImmutableArray<ImmutableArray<string>> typeArguments) =>
            [.. genericType, .. typeArguments.SelectMany(names => names)];

        public ImmutableArray<string> GetFunctionPointerType(MethodSignature<ImmutableArray<string>> signature) => [.. Flatten(signature)];

        public ImmutableArray<string> GetGenericMethodParameter(object? genericContext, int index) => [];

        public ImmutableArray<string> GetGenericTypeParameter(object? genericContext, int index) => [];

        public ImmutableArray<string> GetPrimitiveType(PrimitiveTypeCode typeCode) => [];

        private IEnumerable<string> FromMember(MemberReference member) =>
        [
            .. FromToken(member.Parent),
            .. member.GetKind() == MemberReferenceKind.Method
                ? Flatten(member.DecodeMethodSignature(this, null)) : member.DecodeFieldSignature(this, null),
        ];

        private IEnumerable<string> FromGenericMethod(MethodSpecification method) =>
            [.. FromToken(method.Method), .. method.DecodeSignature(this, null).SelectMany(names => names)];
    }
}
