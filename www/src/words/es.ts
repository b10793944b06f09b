/** Spanish, for who asks for it: the extension's words and the sandbox's. */
import shared from "../../../extension/_locales/es/messages.json";
import own from "./es.json";

export const spanish = { ...shared, ...own };
