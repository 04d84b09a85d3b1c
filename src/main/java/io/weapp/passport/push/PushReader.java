package io.weapp.passport.push;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a message in JSON or XML, whatever its content type says, within bounds. */
final class PushReader {

    private static final int MAX_DEPTH = 8;
    private static final int MAX_FIELDS = 500;
    private static final int MAX_NAME = 200;

    /** Samples of WeChat's own pages have a blank behind the bracket of a tag. */
    private static final Pattern BLANK_IN_TAG = Pattern.compile("<(/?)\\s+");

    private final Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Integer> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private PushReader() {}

    /** @throws ProblemException {@code invalid_request} if it is no message or goes beyond the bounds */
    static PushMessage read(String text) {
        String document = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Map<String, String> fields = document.stripLeading().startsWith("<") ? xml(document) : json(document);
        return new PushMessage(fields);
    }

    private static Map<String, String> json(String text) {
        PushReader reader = new PushReader();
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            if (parser.next() != Event.START_OBJECT) {
                throw malformed();
            }
            reader.object(parser, "", 1);
            if (parser.hasNext()) {
                throw malformed();
            }
            return reader.fields;
        } catch (JsonException | NoSuchElementException | IllegalStateException e) {
            throw malformed();
        }
    }

    private void object(JsonParser parser, String path, int depth) {
        for (Event next = parser.next(); next != Event.END_OBJECT; next = parser.next()) {
            String name = parser.getString().strip();
            value(parser, parser.next(), path, name, depth);
        }
    }

    private void value(JsonParser parser, Event event, String path, String name, int depth) {
        requireDepth(depth);
        switch (event) {
            case START_OBJECT -> object(parser, child(path, name), depth + 1);
            case START_ARRAY -> {
                for (Event next = parser.next(); next != Event.END_ARRAY; next = parser.next()) {
                    value(parser, next, path, name, depth + 1);
                }
            }
            case VALUE_STRING, VALUE_NUMBER -> put(child(path, name), parser.getString());
            case VALUE_TRUE -> put(child(path, name), "true");
            case VALUE_FALSE -> put(child(path, name), "false");
            default -> {
                // null is no value.
            }
        }
    }

    private static Map<String, String> xml(String text) {
        try {
            return wellFormed(text);
        } catch (XMLStreamException e) {
            try {
                return wellFormed(BLANK_IN_TAG.matcher(text).replaceAll("<$1"));
            } catch (XMLStreamException again) {
                throw malformed();
            }
        }
    }

    private static Map<String, String> wellFormed(String text) throws XMLStreamException {
        PushReader reader = new PushReader();
        XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(text));
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            refuseDocumentType(xml);
        }
        reader.element(xml, "", 0);
        while (xml.hasNext()) {
            xml.next();
        }
        return reader.fields;
    }

    /** Reads up to the end of the element that has just begun. */
    private void element(XMLStreamReader xml, String path, int depth) throws XMLStreamException {
        requireDepth(depth);
        StringBuilder text = new StringBuilder();
        boolean leaf = depth > 0;
        for (int next = xml.next(); next != XMLStreamConstants.END_ELEMENT; next = xml.next()) {
            refuseDocumentType(xml);
            if (next == XMLStreamConstants.START_ELEMENT) {
                leaf = false;
                element(xml, child(path, xml.getLocalName()), depth + 1);
            } else if (next == XMLStreamConstants.CHARACTERS || next == XMLStreamConstants.CDATA) {
                text.append(xml.getText());
            }
        }
        if (leaf) {
            put(path, text.toString());
        }
    }

    private static void refuseDocumentType(XMLStreamReader xml) {
        int event = xml.getEventType();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw malformed();
        }
    }

    /** The JDK's own parser, and a new one each time: the servers bring others, and a factory need not be thread-safe. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** The name of a field inside another; the second of the same name gets a number, and so on. */
    private String child(String path, String name) {
        String plain = path.isEmpty() ? name : path + "." + name;
        if (plain.length() > MAX_NAME) {
            throw malformed();
        }
        int number = seen.merge(plain, 1, Integer::sum);
        return number == 1 ? plain : plain + "." + number;
    }

    private void put(String name, String value) {
        if (fields.size() == MAX_FIELDS) {
            throw malformed();
        }
        fields.put(name, value.strip());
    }

    private static void requireDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed();
        }
    }

    private static ProblemException malformed() {
        return new ProblemException(ProblemType.INVALID_REQUEST, "The body is no message of WeChat.");
    }
}
