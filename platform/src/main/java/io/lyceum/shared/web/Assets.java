package io.lyceum.shared.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Our style sheets, scripts, icons and fonts, each at an address that carries a hash of its
 * content, so that browsers may keep it for ever. The files are listed in {@code
 * assets/assets.properties}: public name = class path resource, or several with commas between them
 * that become one file. Inside style sheets and scripts {@code asset:name} stands for the address
 * of another file. What is named {@code modules/…} is an ECMAScript module as its makers publish
 * it; what it imports by name, as in {@code from 'orderedmap'}, is {@code modules/orderedmap.js}.
 */
public final class Assets {

    private static final String LIST = "assets/assets.properties";
    private static final Pattern REFERENCE = Pattern.compile("asset:([A-Za-z0-9._/-]+)");
    private static final String MODULES = "modules/";
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^((?:import|export)\\b[^;'\"]*['\"])([a-z][a-z0-9.-]*)(?=['\"])");
    private static final Map<String, String> TYPES =
            Map.of(
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "woff2", "font/woff2",
                    "txt", "text/plain; charset=utf-8");
    private static final Set<String> WITH_REFERENCES = Set.of("css", "js");
    private static final Set<String> COMPRESSIBLE = Set.of("css", "js", "svg", "txt");

    private static final class Bundled {
        private static final Assets INSTANCE = read(Assets.class.getClassLoader());
    }

    private final Map<String, Asset> byName;
    private final Map<String, Asset> byPath = new HashMap<>();

    private Assets(Map<String, Asset> byName) {
        this.byName = byName;
        byName.values().forEach(asset -> byPath.put(asset.path(), asset));
    }

    /**
     * One file, ready to be sent.
     *
     * @param name public name, for example {@code css/base.css}
     * @param path address below {@code /assets/}, with the hash
     * @param mediaType value of Content-Type
     * @param hash of the content; also its ETag
     * @param content bytes as they are
     * @param gzipped the same, compressed; empty where that gains nothing
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Asset(
            String name,
            String path,
            String mediaType,
            String hash,
            byte[] content,
            Optional<byte[]> gzipped) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Asset asset
                    && path.equals(asset.path)
                    && Arrays.equals(content, asset.content);
        }

        @Override
        public int hashCode() {
            return path.hashCode();
        }

        @Override
        public String toString() {
            return path;
        }
    }

    /** The files of this product, read once. */
    public static Assets bundled() {
        return Bundled.INSTANCE;
    }

    /**
     * Reads every listed file.
     *
     * @throws IllegalStateException when a listed or referenced file is missing
     */
    static Assets read(ClassLoader loader) {
        Properties list = new Properties();
        try {
            for (var lists = loader.getResources(LIST); lists.hasMoreElements(); ) {
                try (InputStream in = lists.nextElement().openStream()) {
                    list.load(in);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Asset> read = new LinkedHashMap<>();
        for (String name : list.stringPropertyNames()) {
            add(name, list, loader, read);
        }
        return new Assets(read);
    }

    /**
     * Finds the address of a file.
     *
     * @param name public name, for example {@code css/base.css}
     * @throws IllegalArgumentException when there is none: a bug in a template
     */
    public String url(String name) {
        Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("no asset named " + name);
        }
        return "/assets/" + asset.path();
    }

    /** Finds a file by its address below {@code /assets/}; anything else is empty. */
    public Optional<Asset> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** Finds a file by its public name. */
    public Optional<Asset> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Every file, in no particular order. */
    public Iterable<Asset> all() {
        return byName.values();
    }

    private static Asset add(
            String name, Properties list, ClassLoader loader, Map<String, Asset> read) {
        Asset known = read.get(name);
        if (known != null) {
            return known;
        }
        String resource = list.getProperty(name);
        if (resource == null) {
            throw new IllegalStateException(name + " is not in " + LIST);
        }
        String ending = name.substring(name.lastIndexOf('.') + 1);
        byte[] content = bytes(resource, loader);
        if (name.startsWith(MODULES)) {
            String text = new String(content, StandardCharsets.UTF_8);
            content = resolve(IMPORT, MODULES, ".js", text, list, loader, read);
        } else if (WITH_REFERENCES.contains(ending) && !resource.contains("/webjars/")) {
            String text = new String(content, StandardCharsets.UTF_8);
            content = resolve(REFERENCE, "", "", text, list, loader, read);
        }
        String hash = hash(content);
        int dot = name.lastIndexOf('.');
        Asset asset =
                new Asset(
                        name,
                        name.substring(0, dot) + '.' + hash + name.substring(dot),
                        mediaType(name, ending),
                        hash,
                        content,
                        COMPRESSIBLE.contains(ending) ? gzip(content) : Optional.empty());
        read.put(name, asset);
        return asset;
    }

    /** Puts addresses where a pattern's last group names files, by what stands around the names. */
    private static byte[] resolve(
            Pattern pattern,
            String before,
            String after,
            String text,
            Properties list,
            ClassLoader loader,
            Map<String, Asset> read) {
        Matcher references = pattern.matcher(text);
        StringBuilder resolved = new StringBuilder(text.length());
        while (references.find()) {
            String kept = references.groupCount() > 1 ? references.group(1) : "";
            String name = before + references.group(references.groupCount()) + after;
            Asset target = add(name, list, loader, read);
            references.appendReplacement(
                    resolved, Matcher.quoteReplacement(kept + "/assets/" + target.path()));
        }
        references.appendTail(resolved);
        return resolved.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String mediaType(String name, String ending) {
        String type = TYPES.get(ending);
        if (type == null) {
            throw new IllegalStateException("no media type for " + name);
        }
        return type;
    }

    private static byte[] bytes(String resource, ClassLoader loader) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (String part : resource.split(",")) {
            try (InputStream in = loader.getResourceAsStream(part)) {
                if (in == null) {
                    throw new IllegalStateException("asset is not on the class path: " + part);
                }
                in.transferTo(joined);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return joined.toByteArray();
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<byte[]> gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out =
                new GZIPOutputStream(packed) {
                    {
                        def.setLevel(9);
                    }
                }) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.size() < content.length
                ? Optional.of(packed.toByteArray())
                : Optional.empty();
    }
}
