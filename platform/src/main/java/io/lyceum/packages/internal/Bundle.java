package io.lyceum.packages.internal;

import io.lyceum.packages.PackageEntry;
import io.lyceum.packages.PackageId;
import io.lyceum.shared.files.FileHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * All files of a package in one, the package's id before them. A store of contents keeps equal ones
 * once; the id makes each bundle another content, so that removing one never takes the files of
 * another package, and a package of a thousand files is stored and removed in one step.
 *
 * @param hash of the whole
 * @param size of the whole, in bytes
 */
public record Bundle(FileHash hash, long size, List<PackageEntry> files) {

    public Bundle {
        files = List.copyOf(files);
    }

    /**
     * Writes the bundle of unpacked files.
     *
     * @param paths of the files below the folder, with slashes
     * @param target is overwritten
     */
    public static Bundle write(PackageId id, Path folder, List<String> paths, Path target)
            throws IOException {
        MessageDigest whole = digest();
        List<PackageEntry> files = new ArrayList<>();
        byte[] head = (id + "\n").getBytes(StandardCharsets.US_ASCII);
        long at = head.length;
        try (OutputStream out = Files.newOutputStream(target)) {
            whole.update(head);
            out.write(head);
            byte[] buffer = new byte[64 * 1024];
            for (String path : paths) {
                MessageDigest one = digest();
                long size = 0;
                try (InputStream in = Files.newInputStream(folder.resolve(path))) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        one.update(buffer, 0, n);
                        whole.update(buffer, 0, n);
                        out.write(buffer, 0, n);
                        size += n;
                    }
                }
                files.add(new PackageEntry(path, hash(one), at, size));
                at += size;
            }
        }
        return new Bundle(hash(whole), at, files);
    }

    private static FileHash hash(MessageDigest digest) {
        return new FileHash(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
