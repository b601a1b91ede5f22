/** A program that is a module, as the two libraries are. */
module com.example.lab {
    requires org.lsl4j;
    requires org.rapport.xdf;
}
