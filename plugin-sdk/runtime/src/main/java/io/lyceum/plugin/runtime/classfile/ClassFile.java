package io.lyceum.plugin.runtime.classfile;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a class file says of itself and of others (JVM specification, chapter 4). Names are internal
 * ones, with slashes. No class is loaded.
 *
 * @param superName null for {@code java/lang/Object} and modules
 * @param annotations of the class that are kept at run time
 * @param methods declared ones
 * @param fields declared ones
 * @param types names of all classes that it refers to, arrays by their elements
 * @param uses methods and fields of classes that its code uses
 */
public record ClassFile(
        String name,
        int access,
        @Nullable String superName,
        List<String> interfaces,
        Set<String> annotations,
        List<Member> methods,
        List<Member> fields,
        Set<String> types,
        Set<Use> uses) {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int ABSTRACT = 0x0400;
    private static final int NATIVE = 0x0100;

    /** How deep the values of annotations may be nested; code has two or three levels. */
    private static final int DEEPEST = 50;

    public ClassFile {
        interfaces = List.copyOf(interfaces);
        annotations = Set.copyOf(annotations);
        methods = List.copyOf(methods);
        fields = List.copyOf(fields);
        types = new TreeSet<>(types);
        uses = new LinkedHashSet<>(uses);
    }

    /** A declared method or field, with the annotations that are kept at run time. */
    public record Member(String name, String descriptor, int access, Set<String> annotations) {

        /** Tells whether it is a method whose body is code of the machine. */
        public boolean isNative() {
            return (access & NATIVE) != 0;
        }
    }

    /**
     * A method or field that code uses.
     *
     * @param owner the class that the compiler saw it in
     */
    public record Use(String owner, String name, String descriptor, boolean method) {}

    /** Tells whether objects of this class can be made. */
    public boolean isConcrete() {
        return (access & ABSTRACT) == 0;
    }

    /**
     * Reads a class file.
     *
     * @throws IOException if it is none
     */
    public static ClassFile read(byte[] bytes) throws IOException {
        try {
            return new Reader(new DataInputStream(new ByteArrayInputStream(bytes))).classFile();
        } catch (ClassCastException | IndexOutOfBoundsException | NullPointerException e) {
            throw new IOException("this is no class file", e);
        }
    }

    private static final class Reader {

        private final DataInputStream in;
        private @Nullable Object[] pool = {};
        private final Set<String> types = new HashSet<>();

        /** A constant made of one or two others. */
        private record Pair(int tag, int first, int second) {}

        Reader(DataInputStream in) {
            this.in = in;
        }

        ClassFile classFile() throws IOException {
            if (in.readInt() != MAGIC) {
                throw new IOException("this is no class file");
            }
            in.skipNBytes(4);
            readPool();
            int access = in.readUnsignedShort();
            String name = className(in.readUnsignedShort());
            int above = in.readUnsignedShort();
            List<String> interfaces = new ArrayList<>();
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                interfaces.add(className(in.readUnsignedShort()));
            }
            List<Member> fields = members();
            List<Member> methods = members();
            Set<String> annotations = annotations();
            Set<Use> uses = uses();
            return new ClassFile(
                    name,
                    access,
                    above == 0 ? null : className(above),
                    interfaces,
                    annotations,
                    methods,
                    fields,
                    types,
                    uses);
        }

        private void readPool() throws IOException {
            int size = in.readUnsignedShort();
            pool = new Object[size];
            for (int i = 1; i < size; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> pool[i] = in.readUTF();
                    case 3, 4 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        // Long and double take two places.
                        i++;
                    }
                    case 7, 8, 16, 19, 20 -> pool[i] = new Pair(tag, in.readUnsignedShort(), 0);
                    case 9, 10, 11, 12, 17, 18 ->
                            pool[i] = new Pair(tag, in.readUnsignedShort(), in.readUnsignedShort());
                    case 15 -> in.skipNBytes(3);
                    default -> throw new IOException("a constant of an unknown kind: " + tag);
                }
            }
        }

        private String text(int index) {
            return (String) pool[index];
        }

        private String className(int index) {
            return text(((Pair) pool[index]).first());
        }

        private List<Member> members() throws IOException {
            List<Member> members = new ArrayList<>();
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                int access = in.readUnsignedShort();
                String name = text(in.readUnsignedShort());
                String descriptor = text(in.readUnsignedShort());
                addTypes(descriptor);
                members.add(new Member(name, descriptor, access, annotations()));
            }
            return members;
        }

        /** Reads the attributes of a class, method or field, and keeps its annotations. */
        private Set<String> annotations() throws IOException {
            Set<String> found = new HashSet<>();
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                String attribute = text(in.readUnsignedShort());
                int length = in.readInt();
                if (!attribute.equals("RuntimeVisibleAnnotations")) {
                    in.skipNBytes(length);
                    continue;
                }
                for (int j = in.readUnsignedShort(); j > 0; j--) {
                    found.add(annotation(0));
                }
            }
            return found;
        }

        private String annotation(int depth) throws IOException {
            String descriptor = text(in.readUnsignedShort());
            for (int i = in.readUnsignedShort(); i > 0; i--) {
                in.skipNBytes(2);
                skipValue(depth + 1);
            }
            return descriptor.substring(1, descriptor.length() - 1);
        }

        private void skipValue(int depth) throws IOException {
            if (depth > DEEPEST) {
                throw new IOException("annotations are nested too deep");
            }
            switch (in.readUnsignedByte()) {
                case 'e' -> in.skipNBytes(4);
                case '@' -> annotation(depth + 1);
                case '[' -> {
                    for (int i = in.readUnsignedShort(); i > 0; i--) {
                        skipValue(depth + 1);
                    }
                }
                default -> in.skipNBytes(2);
            }
        }

        private Set<Use> uses() {
            Set<Use> uses = new LinkedHashSet<>();
            for (Object constant : pool) {
                if (!(constant instanceof Pair pair)) {
                    continue;
                }
                switch (pair.tag()) {
                    case 7 -> addClass(text(pair.first()));
                    case 16 -> addTypes(text(pair.first()));
                    case 12 -> addTypes(text(pair.second()));
                    case 9, 10, 11 -> {
                        Pair what = (Pair) pool[pair.second()];
                        uses.add(
                                new Use(
                                        className(pair.first()),
                                        text(what.first()),
                                        text(what.second()),
                                        pair.tag() != 9));
                    }
                    default -> {}
                }
            }
            return uses;
        }

        private void addClass(String name) {
            if (name.startsWith("[")) {
                addTypes(name);
            } else {
                types.add(name);
            }
        }

        /** Adds what stands between L and semicolon in a descriptor. */
        private void addTypes(String descriptor) {
            for (int i = descriptor.indexOf('L'); i >= 0; i = descriptor.indexOf('L', i)) {
                int end = descriptor.indexOf(';', i);
                if (end < 0) {
                    return;
                }
                types.add(descriptor.substring(i + 1, end));
                i = end;
            }
        }
    }
}
