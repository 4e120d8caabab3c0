// What has to hold before a version is released. Each check gives a sentence for what does not.
import { hasUnreleased, lastRelease } from './changelog.mjs';
import { filesOfZip } from './zipFiles.mjs';

/** The package is downloaded by everybody who tries it. */
export const largestPackage = 2_000_000;

/**
 * @typedef {object} Checkout
 * @property {{ name: string, version: string, publisher: string, repository: { url: string } }} manifest
 * @property {{ version: string }} lock
 * @property {string} changelog
 * @property {readonly string[]} tags of the commit that is checked out
 * @property {string} status what git says of changes, empty where there are none
 * @property {string | undefined} origin the address that the checkout was cloned from
 */

/**
 * What keeps a checkout from being released.
 * @param {Checkout} checkout
 * @returns {string[]}
 */
export function checkoutProblems({ manifest, lock, changelog, tags, status, origin }) {
  const { version, repository } = manifest;
  const release = lastRelease(changelog);
  const tag = `v${version}`;
  return [
    ...(release.version === version
      ? []
      : [`package.json has version ${version}, CHANGELOG.md ${release.version}.`]),
    ...(lock.version === version ? [] : [`package-lock.json has version ${lock.version}: run npm install.`]),
    ...(hasUnreleased(changelog) ? ['CHANGELOG.md has changes that are in no release.'] : []),
    ...(release.notes === '' ? [`CHANGELOG.md says nothing about ${release.version}.`] : []),
    ...(tags.includes(tag) ? [] : [`This commit has no tag ${tag}.`]),
    ...(status.trim() === '' ? [] : ['There are changes that are not committed.']),
    ...(sameRepository(origin, repository.url)
      ? []
      : [
          `package.json names ${repository.url}, and this checkout is of ${origin ?? 'no remote repository'}.`,
        ]),
  ];
}

/**
 * @param {string | undefined} one
 * @param {string} other
 */
function sameRepository(one, other) {
  const plain = (/** @type {string} */ url) =>
    url
      .replace(/^(?:git\+)?(?:https?:\/\/|ssh:\/\/git@|git@)/, '')
      .replace(':', '/')
      .replace(/\.git$/, '');
  return one !== undefined && plain(one) === plain(other);
}

/** What a package has in any case. */
const needed = [
  'extension/package.json',
  'extension/package.nls.json',
  'extension/package.nls.it.json',
  'extension/readme.md',
  'extension/changelog.md',
  'extension/LICENSE.txt',
  'extension/dist/THIRD-PARTY-NOTICES.txt',
  'extension/dist/cli.js',
];

/** What nobody needs who installs it. */
const stray =
  /\.(?:ts|mts|mjs|map|tsbuildinfo|vsix|tgz)$|(?:^|\/)(?:node_modules|test|bench|scripts|\.git|\.ci)\//;

/**
 * What is wrong with a package.
 * @param {Buffer} vsix
 * @param {{ name: string, version: string, publisher: string }} expected
 * @returns {string[]}
 */
export function packageProblems(vsix, { name, version, publisher }) {
  const files = filesOfZip(vsix);
  const text = (/** @type {string} */ file) => files.get(file)?.toString('utf8') ?? '';
  const manifest = JSON.parse(text('extension/package.json') || '{}');
  const identity = text('extension.vsixmanifest');
  const named = [
    manifest.main,
    manifest.browser,
    manifest.icon,
    ...Object.values(manifest.bin ?? {}),
    manifest.l10n,
  ]
    .filter((path) => typeof path === 'string')
    .map((path) => `extension/${path.replace(/^\.\//, '')}`);
  const has = (/** @type {string} */ path) =>
    [...files.keys()].some((file) => file === path || file.startsWith(`${path}/`));
  return [
    ...(vsix.length <= largestPackage
      ? []
      : [`The package has ${vsix.length} bytes, more than ${largestPackage}.`]),
    ...[...needed, ...named].filter((path) => !has(path)).map((path) => `${path} is not in the package.`),
    ...[...files.keys()].filter((path) => stray.test(path)).map((path) => `${path} is in the package.`),
    ...(identity.includes(`Id="${name}" Version="${version}" Publisher="${publisher}"`)
      ? []
      : [`The package is not ${publisher}.${name} ${version}.`]),
    ...(/\]\((?!https:|#)/.test(text('extension/readme.md'))
      ? ['The README has a link that leads nowhere.']
      : []),
  ];
}

/** Where a package is published, by which command, and where its token stands. */
const targets = [
  { title: 'Visual Studio Marketplace', token: 'VSCE_PAT', command: ['vsce', 'publish', '--packagePath'] },
  // Not among the packages of this repository: it needs a newer Node.js than everything else, and only who publishes needs it.
  { title: 'Open VSX', token: 'OVSX_PAT', command: ['--yes', 'ovsx@1.4.0', 'publish'] },
];

/**
 * What would be published, and why it is not.
 * @param {string} vsix the path of the package
 * @param {{ publish: boolean, problems: readonly string[], env: NodeJS.ProcessEnv }} asked
 */
export function publishing(vsix, { publish, problems, env }) {
  const plan = targets.map(({ title, token, command }) => ({
    title,
    token,
    hasToken: (env[token] ?? '') !== '',
    command: [...command, vsix],
  }));
  const refusals = publish
    ? [...problems, ...plan.flatMap(({ token, hasToken }) => (hasToken ? [] : [`There is no ${token}.`]))]
    : [];
  return { plan, refusals, isPublished: publish && refusals.length === 0 };
}
