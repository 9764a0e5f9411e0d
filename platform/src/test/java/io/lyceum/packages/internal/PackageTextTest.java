package io.lyceum.packages.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lyceum.plugin.QuotaExceeded;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PackageTextTest {

    private static byte[] marked(int[] mark, String text, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int one : mark) {
            bytes.write(one);
        }
        bytes.writeBytes(text.getBytes(charset));
        return bytes.toByteArray();
    }

    @Test
    void aByteOrderMarkSaysTheEncodingAndIsNoText() {
        assertEquals(
                "я",
                PackageText.of(marked(new int[] {0xef, 0xbb, 0xbf}, "я", StandardCharsets.UTF_8)));
        assertEquals(
                "я",
                PackageText.of(marked(new int[] {0xff, 0xfe}, "я", StandardCharsets.UTF_16LE)));
        assertEquals(
                "я",
                PackageText.of(marked(new int[] {0xfe, 0xff}, "я", StandardCharsets.UTF_16BE)));
    }

    @Test
    void aDeclarationOfXmlSaysTheEncoding() {
        String xml = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>Урок</a>";
        assertEquals(xml, PackageText.of(xml.getBytes(Charset.forName("windows-1251"))));
    }

    @Test
    void anEncodingThatNobodyKnowsIsReadAsUtf8() {
        for (String name : new String[] {"no-such-thing", "UTF-16", "x"}) {
            String xml = "<?xml version='1.0' encoding='" + name + "'?><a>é</a>";
            assertEquals(xml, PackageText.of(xml.getBytes(StandardCharsets.UTF_8)));
        }
        assertEquals("", PackageText.of(new byte[0]));
    }

    @Test
    void largeFilesAreNotRead() {
        PackageText.requireSmall("a.xml", PackageText.LARGEST);
        assertThrows(
                QuotaExceeded.class,
                () -> PackageText.requireSmall("a.xml", PackageText.LARGEST + 1L));
    }
}
