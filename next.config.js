import createNextIntlPlugin from 'next-intl/plugin';

const withMessages = createNextIntlPlugin('./app/_language/request.ts');

/** @type {import('next').NextConfig} */
const config = {
  typedRoutes: true,
  poweredByHeader: false,
  serverExternalPackages: ['better-sqlite3', 'neo4j-driver', 'pdfkit', 'elkjs', 'tsx'],
};

export default withMessages(config);
