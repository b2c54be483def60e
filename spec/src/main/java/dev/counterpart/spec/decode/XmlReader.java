package dev.counterpart.spec.decode;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Parses XML with namespaces. A document type declaration is refused, so no entities are defined and nothing else is read.
 *
 * @see <a href="https://www.w3.org/TR/xml-names/">Namespaces in XML 1.0</a>
 */
final class XmlReader {

    private static final int DEEPEST = 500;
    private static final XMLInputFactory FACTORY = factory();

    private XmlReader() {}

    /** The reason why a text is not accepted. */
    static final class NotXml extends Exception {
        private static final long serialVersionUID = 1;

        private final boolean hasType;

        NotXml(String reason) {
            this(reason, false);
        }

        private NotXml(String reason, boolean hasType) {
            super(reason, null, false, false);
            this.hasType = hasType;
        }

        /** Whether only the document type declaration is the reason. */
        boolean hasType() {
            return hasType;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return factory;
    }

    /**
     * The root element.
     *
     * @param charset of the media type, which has precedence over the declaration in the text (RFC 7303 §3)
     */
    static XmlElement read(byte[] bytes, Optional<Charset> charset) throws NotXml {
        try {
            var stream = new ByteArrayInputStream(bytes);
            XMLStreamReader reader;
            synchronized (FACTORY) {
                reader = charset.isPresent()
                        ? FACTORY.createXMLStreamReader(stream, charset.get().name())
                        : FACTORY.createXMLStreamReader(stream);
            }
            return root(reader);
        } catch (XMLStreamException broken) {
            throw new NotXml(reason(broken));
        }
    }

    private static XmlElement root(XMLStreamReader reader) throws XMLStreamException, NotXml {
        var tree = new Tree();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> tree.start(element(reader));
                case XMLStreamConstants.END_ELEMENT -> tree.end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> tree.text(reader.getText());
                case XMLStreamConstants.DTD -> throw new NotXml("a document type declaration is not accepted", true);
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new NotXml("the undefined entity &" + reader.getLocalName() + ";");
                default -> {}
            }
        }
        return tree.root();
    }

    /** The elements that were read so far. */
    private static final class Tree {

        private final Deque<XmlElement> open = new ArrayDeque<>();
        private @Nullable XmlElement root;

        void start(XmlElement element) throws NotXml {
            var parent = open.peek();
            if (parent == null) {
                root = element;
            } else {
                parent.children().add(element);
            }
            open.push(element);
            if (open.size() > DEEPEST) {
                throw new NotXml("more than " + DEEPEST + " elements inside each other");
            }
        }

        void end() {
            open.pop();
        }

        void text(String text) {
            var parent = open.peek();
            if (parent != null) {
                parent.append(text);
            }
        }

        XmlElement root() throws NotXml {
            if (root == null) {
                throw new NotXml("the text has no element");
            }
            return root;
        }
    }

    private static XmlElement element(XMLStreamReader reader) {
        var element = new XmlElement(reader.getLocalName(), or(reader.getNamespaceURI()));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            element.attributes()
                    .add(new XmlElement.Attribute(
                            reader.getAttributeLocalName(i),
                            or(reader.getAttributeNamespace(i)),
                            reader.getAttributeValue(i)));
        }
        return element;
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The parser has no words for violations of Namespaces in XML: it gives a key and its arguments. */
    private static String namespaces(String message) {
        int key = message.startsWith("http://www.w3.org/TR/") ? message.indexOf('#') : -1;
        if (key < 0) {
            return message;
        }
        String[] parts = message.substring(key + 1).split("[?&]", -1);
        return parts[0].endsWith("PrefixUnbound") && parts.length > 1
                ? "the prefix \"" + parts[1] + "\" is not declared"
                : "not well-formed by Namespaces in XML: " + parts[0];
    }

    /** The parser's words without the position that it puts in front. */
    private static String reason(XMLStreamException broken) {
        String message = String.valueOf(broken.getMessage());
        int words = message.indexOf("Message: ");
        String reason = namespaces(words < 0 ? message : message.substring(words + "Message: ".length()));
        var at = broken.getLocation();
        return at == null || at.getLineNumber() < 1
                ? reason
                : reason + " (line " + at.getLineNumber() + ", column " + Math.max(1, at.getColumnNumber()) + ")";
    }
}
