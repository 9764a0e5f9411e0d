package io.lyceum.shared.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "550 5.1.1 <nina.o@birch.example> is closed | 550 5.1.1 <…> is closed",
                "Invalid Addresses: a+b@c.example, мария@школа.example | Invalid Addresses: …, …",
                "Missing domain in string ``nina@birch'' | Missing domain in string ``…''",
                "to=nina@birch.example; id=7 | to=…; id=7",
                "550-RCPT TO:<\"odd one\"@birch.example> | 550-RCPT TO:<…>",
                "Connection refused: mail.birch.example:587 | Connection refused: mail.birch.example:587",
                "at 12:30 @ noon | at 12:30 @ noon"
            })
    void addressesGoAndOtherWordsStay(String words, String redacted) {
        assertEquals(redacted, Redaction.withoutAddresses(words));
    }
}
