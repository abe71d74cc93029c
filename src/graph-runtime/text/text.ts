/** The languages of the app. */
export const LANGUAGES = ['en', 'zh-Hant'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in every language of the app. Layers carry their own, so that adding one touches one file. */
export type Text = Readonly<Record<Language, string>>;
