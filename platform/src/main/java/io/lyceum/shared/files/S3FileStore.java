package io.lyceum.shared.files;

import io.lyceum.tenancy.SchoolId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Keeps files in an S3 bucket under {@code {school}/{first two digits}/{sha256}}. The address is
 * the hash, so an upload is first written to a local folder and sent once the hash is known; the
 * bucket checks the same hash and refuses damaged bytes.
 */
public final class S3FileStore implements FileStore, AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final String bucket;
    private final Incoming incoming;

    /**
     * Connects with the first call.
     *
     * @param scratch local folder that has room for the uploads under way
     */
    public S3FileStore(S3Settings settings, Path scratch) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .region(Region.of(settings.region()))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                settings.accessKey(), settings.secretKey())))
                        // The SDK's default adds a checksum trailer that compatible stores of
                        // other makers answer with 501; each put carries its own SHA-256 instead.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT_TIMEOUT)
                                        .socketTimeout(SOCKET_TIMEOUT));
        settings.endpoint().ifPresent(uri -> builder.endpointOverride(uri).forcePathStyle(true));
        this.client = builder.build();
        this.bucket = settings.bucket();
        this.incoming = new Incoming(scratch.toAbsolutePath().normalize());
    }

    @Override
    public StoredContent put(SchoolId school, InputStream content, long limit) throws IOException {
        try (Incoming.Upload upload = incoming.receive(content, limit)) {
            FileHash hash = upload.content().hash();
            client.putObject(
                    request ->
                            request.bucket(bucket)
                                    .key(key(school, hash))
                                    .contentType("application/octet-stream")
                                    .checksumSHA256(
                                            Base64.getEncoder().encodeToString(hash.bytes())),
                    RequestBody.fromFile(upload.path()));
            return upload.content();
        } catch (SdkException e) {
            throw new IOException("Cannot write to bucket " + bucket, e);
        }
    }

    @Override
    public InputStream open(SchoolId school, FileHash hash, long offset, long length)
            throws IOException {
        if (length <= 0) {
            return InputStream.nullInputStream();
        }
        boolean whole = offset == 0 && length == Long.MAX_VALUE;
        try {
            return client.getObject(
                    request -> {
                        request.bucket(bucket).key(key(school, hash));
                        if (!whole) {
                            request.range(range(offset, length));
                        }
                    });
        } catch (NoSuchKeyException e) {
            throw FilesystemFileStore.missing(school, hash, e);
        } catch (S3Exception e) {
            if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
                return InputStream.nullInputStream();
            }
            throw new IOException("Cannot read from bucket " + bucket, e);
        } catch (SdkException e) {
            throw new IOException("Cannot read from bucket " + bucket, e);
        }
    }

    @Override
    public boolean contains(SchoolId school, FileHash hash) throws IOException {
        try {
            client.headObject(request -> request.bucket(bucket).key(key(school, hash)));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return false;
            }
            throw new IOException("Cannot ask bucket " + bucket, e);
        } catch (SdkException e) {
            throw new IOException("Cannot ask bucket " + bucket, e);
        }
    }

    @Override
    public void delete(SchoolId school, FileHash hash) throws IOException {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(key(school, hash)));
        } catch (SdkException e) {
            throw new IOException("Cannot delete from bucket " + bucket, e);
        }
    }

    @Override
    public int deleteSome(SchoolId school, int most) throws IOException {
        try {
            List<S3Object> some =
                    client.listObjectsV2(
                                    request ->
                                            request.bucket(bucket)
                                                    .prefix(school + "/")
                                                    .maxKeys(most))
                            .contents();
            // One by one: compatible stores of other makers do not agree on how to sign many.
            for (S3Object object : some) {
                client.deleteObject(request -> request.bucket(bucket).key(object.key()));
            }
            return some.size();
        } catch (SdkException e) {
            throw new IOException("Cannot delete from bucket " + bucket, e);
        }
    }

    @Override
    public void removeAbandonedUploads(Instant before) throws IOException {
        incoming.removeOlderThan(before);
    }

    @Override
    public void close() {
        client.close();
    }

    private static String key(SchoolId school, FileHash hash) {
        return school + "/" + hash.hex().substring(0, 2) + "/" + hash.hex();
    }

    private static String range(long offset, long length) {
        boolean toTheEnd = length > Long.MAX_VALUE - offset;
        return "bytes=" + offset + "-" + (toTheEnd ? "" : Long.toString(offset + length - 1));
    }
}
